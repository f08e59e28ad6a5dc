import TestSupport
import Testing

@testable import Store

@Suite("A place for each number")
struct NumberPlacesTests {
    @Test("Remembers what a dictionary does, whatever the numbers are")
    func same() {
        var random = SeededRandom(seed: 5)
        var (places, dictionary) = (NumberPlaces(), [Int64: Int]())
        #expect(places[0] == nil)
        for place in 0..<5000 {
            let number: Int64 =
                switch random.roll(4) {
                case 0: 380_500_000_000 + Int64(random.roll(4000))
                // Multiples of a power of two, which have the same lower bits.
                case 1: Int64(random.roll(4000)) << 32
                case 2: Int64(random.roll(10)) - 5
                default: Int64(random.roll(4000))
                }
            places[number] = place
            dictionary[number] = place
        }
        for number in dictionary.keys {
            #expect(places[number] == dictionary[number])
            #expect(places[number &+ 380_000_000_000_000] == nil)
        }
    }
}
