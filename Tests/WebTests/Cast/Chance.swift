/// Chance that is the same in every run (Knuth’s MMIX generator).
struct Chance {
    var state: UInt64

    mutating func number(in range: ClosedRange<Int>) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return range.lowerBound + Int((state >> 33) % UInt64(range.count))
    }
}
