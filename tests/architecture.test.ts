// promises: C2
import { circleIn, faultsIn, fileGraph, roomOf, ROOMS, simulatorFaults, sourcesIn } from './support/rooms';

describe('the house', () => {
  const sources = sourcesIn('src');

  it('imports downwards only, names no package above its station, and has no barrels or utils', () => {
    expect(sources.length).toBeGreaterThan(0);
    expect(faultsIn(sources)).toEqual([]);
  });

  it('has no circle in the table of rooms', () => {
    expect(circleIn(ROOMS)).toBeNull();
  });

  it('has no circle among its files', () => {
    expect(circleIn(fileGraph(sources))).toBeNull();
  });

  it('knows the room of every file', () => {
    expect(sources.filter((source) => roomOf(source.path) === null)).toEqual([]);
  });

  it('keeps the simulator ignorant of src', () => {
    expect(simulatorFaults(sourcesIn('tests/simulator'))).toEqual([]);
  });
});
