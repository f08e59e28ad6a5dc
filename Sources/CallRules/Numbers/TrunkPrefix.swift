/// The digits that are dialled before a national number inside its country only, and that people leave in
/// behind the country code: `+40 0721 234 567`, `+7 8 912 345-67-89`.
enum TrunkPrefix {
    /// A country whose national numbers all have one length and never begin with the prefix.
    private struct Plan {
        let code: [UInt8]
        let prefix: [UInt8]
        /// Digits of a national number.
        let lengths: ClosedRange<Int>
    }

    /// The neighbours. Elsewhere such a zero may belong to the number, as in Italy.
    private static let plans = [
        Plan(code: [7], prefix: [8], lengths: 10...10),
        Plan(code: [3, 6], prefix: [0, 6], lengths: 8...9),
        Plan(code: [4, 0], prefix: [0], lengths: 9...9),
        Plan(code: [4, 8], prefix: [0], lengths: 9...9),
        Plan(code: [3, 7, 3], prefix: [0], lengths: 8...8),
        Plan(code: [3, 7, 5], prefix: [8, 0], lengths: 9...9),
        Plan(code: [3, 7, 5], prefix: [0], lengths: 9...9),
        Plan(code: [4, 2, 1], prefix: [0], lengths: 9...9),
    ]

    /// The international digits without it; the same digits when they have none.
    static func removed(from digits: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        for plan in plans where digits.starts(with: plan.code + plan.prefix) {
            let national = digits.dropFirst(plan.code.count + plan.prefix.count)
            if plan.lengths.contains(national.count) { return plan.code + national }
        }
        return digits
    }
}
