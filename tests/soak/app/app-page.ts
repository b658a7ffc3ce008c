/** The whole app with its stage in reach, and beside it what a test may ask. */
import './hasty-clock';
import '../../bench/ui/app-page';
import '../../journey/tv-asked';
