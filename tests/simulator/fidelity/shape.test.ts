import { readXml } from '../../shapes/read-xml';
import { differences, jsonType, shapeOf, xmlType, type Plain } from '../../shapes/shape';

const recorded = shapeOf(
  [
    { id: 1, name: null, tags: ['a'] },
    { id: 2, name: 'x', tags: [], extra: true }
  ],
  jsonType
);
const compare = (...simulated: Plain[]) => differences(recorded, shapeOf(simulated, jsonType));

it('keeps types, nullability and whether a field is always there, and no value', () => {
  expect(recorded).toEqual({
    $: { types: ['object'], always: true },
    '$.extra': { types: ['boolean'], always: false },
    '$.id': { types: ['number'], always: true },
    '$.name': { types: ['null', 'string'], always: true },
    '$.tags': { types: ['array'], always: true },
    '$.tags[]': { types: ['string'], always: true }
  });
});

it('finds nothing to say about a reply that fits', () => {
  expect(compare({ id: 3, name: null, tags: ['b'] })).toEqual([]);
});

it('names a field that is missing, also when it is missing only sometimes', () => {
  const whole = { id: 3, name: 'y', tags: ['b'] };
  expect(compare({ name: 'y', tags: ['b'] })).toEqual([{ kind: 'missing', path: '$.id' }]);
  expect(compare(whole, { name: 'y', tags: ['b'] })).toEqual([{ kind: 'missing', path: '$.id' }]);
});

it('names a field nobody recorded, once and not with all that is inside it', () => {
  expect(compare({ id: 3, name: 'y', tags: ['b'], more: { inner: 1 } })).toEqual([
    { kind: 'extra', path: '$.more' }
  ]);
});

it('names a wrong type, and null where none was seen', () => {
  expect(compare({ id: '3', name: 'y', tags: [null] })).toEqual([
    { kind: 'type', path: '$.id', recorded: 'number', simulated: 'string' },
    { kind: 'type', path: '$.tags[]', recorded: 'string', simulated: 'null' }
  ]);
});

it('misses the elements of a list that is always empty', () => {
  expect(compare({ id: 3, name: 'y', tags: [] })).toEqual([{ kind: 'missing', path: '$.tags[]' }]);
});

it('reads XML into attributes and lists of elements, and knows numbers by their look', () => {
  const text = '<?xml version="1.0"?><a size="1" name=""><b uri="x://y"/><b uri="z"></b></a>';
  expect(readXml(text)).toEqual({
    a: [{ '@size': '1', '@name': '', b: [{ '@uri': 'x://y' }, { '@uri': 'z' }] }]
  });
  expect(shapeOf([readXml(text)], xmlType)).toMatchObject({
    '$.a[].@size': { types: ['digits'] },
    '$.a[].@name': { types: ['empty'] },
    '$.a[].b[].@uri': { types: ['text'] }
  });
});

it.each(['<a><b></a>', '<a>', '</a>'])('refuses XML that does not close: %s', (text) => {
  expect(() => readXml(text)).toThrow(SyntaxError);
});
