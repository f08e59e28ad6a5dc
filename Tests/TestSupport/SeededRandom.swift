import SimulatedPhonet

/// The only source of random numbers in tests: the same seed gives the same numbers, so that a
/// failure can be repeated.
package typealias SeededRandom = SimulatedPhonet.SeededRandom

extension SeededRandom {
    /// A number of the range, uniformly distributed.
    package mutating func number(in range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &self)
    }

    /// A number in `0 ..< sides`.
    package mutating func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &self) }

    /// One of the choices, which must not be empty.
    package mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[roll(choices.count)]
    }
}
