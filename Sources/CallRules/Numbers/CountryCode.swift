/// The country codes that are assigned to a country, a territory or a worldwide service: ITU-T
/// E.164, "List of Recommendation ITU-T E.164 assigned country codes" (annex to ITU Operational
/// Bulletin 1114 of 15 December 2016) with its amendments. Codes that are spare, reserved or given
/// back are left out: nobody has a number with them.
enum CountryCode {
    /// Codes of one and of two digits.
    private static let short: Set<Int> = [
        1, 7,
        20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49,
        51, 52, 53, 54, 55, 56, 57, 58, 60, 61, 62, 63, 64, 65, 66,
        81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98,
    ]

    /// Codes of three digits: the first two, then which third digits are assigned.
    private static let long: [Int: [Int]] = [
        21: [1, 2, 3, 6, 8], 22: all, 23: all, 24: all, 25: [0, 1, 2, 3, 4, 5, 6, 7, 8], 26: all,
        29: [0, 1, 7, 8, 9],
        35: all, 37: all, 38: [0, 1, 2, 3, 5, 6, 7, 9],
        42: [0, 1, 3],
        50: all, 59: all,
        67: [0, 2, 3, 4, 5, 6, 7, 8, 9], 68: [0, 1, 2, 3, 5, 6, 7, 8, 9], 69: [0, 1, 2],
        // 800, 808: free and shared-cost services; 870, 878, 881, 882, 883, 888: networks without
        // a country.
        80: [0, 8], 85: [0, 2, 3, 5, 6], 87: [0, 8], 88: [0, 1, 2, 3, 6, 8],
        96: [0, 1, 2, 3, 4, 5, 6, 7, 8], 97: [0, 1, 2, 3, 4, 5, 6, 7, 9],
        99: [2, 3, 4, 5, 6, 8],
    ]
    private static let all = Array(0...9)

    /// How many of the digits are the country code; nil when they begin with no assigned one.
    static func length(_ digits: some Collection<UInt8>) -> Int? {
        var code = 0
        for (index, digit) in digits.prefix(3).enumerated() {
            // None begins with 0.
            if code == 0, index > 0 { return nil }
            if index == 2 {
                return long[code]?.contains(Int(digit)) == true ? 3 : nil
            }
            code = code * 10 + Int(digit)
            if short.contains(code) { return index + 1 }
        }
        return nil
    }
}
