/** The app as it ships, and beside it what a test may ask. */
import '../../src/main-tv';
import './tv-asked';
