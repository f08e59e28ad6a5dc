import TestSupport
import Testing

@testable import CallRules

@Suite("Numbers to leave alone")
struct IgnoreListTests {
    private func entry(_ id: Int, _ number: String, _ isPrefix: Bool = false) -> IgnoredNumber {
        IgnoredNumber(
            id: IgnoredNumber.ID(Int64(id)), number: number, isPrefix: isPrefix, reason: "спам")
    }

    /// What the list means, read plainly: the longest entry that the number is or begins with.
    private func plain(_ entries: [IgnoredNumber], _ phone: String) -> IgnoredNumber? {
        let fitting = entries.filter {
            $0.isPrefix ? phone.hasPrefix($0.number) : phone == $0.number
        }
        return fitting.max {
            ($0.number.count, $0.isPrefix ? 0 : 1) < ($1.number.count, $1.isPrefix ? 0 : 1)
        }
    }

    @Test("The list in memory says what a plain reading of its entries says")
    func model() {
        var chance = SeededRandom(seed: 3)
        var (asked, found) = (0, 0)
        for _ in 0..<300 {
            var seen: Set<String> = []
            let entries = (0..<chance.number(in: 0...12)).compactMap { id -> IgnoredNumber? in
                let digits = (0..<chance.number(in: 1...5)).map { _ in "\(chance.roll(3))" }
                    .joined()
                let isPrefix = chance.roll(2) == 0
                guard seen.insert("\(digits)\(isPrefix)").inserted else { return nil }
                return entry(id, "+\(digits)", isPrefix)
            }
            let list = IgnoreList(entries)
            for _ in 0..<40 {
                let phone =
                    "+" + (0..<chance.number(in: 1...6)).map { _ in "\(chance.roll(3))" }.joined()
                let wanted = plain(entries, phone)
                #expect(list.entry(of: phone) == wanted, "\(phone) in \(entries.map(\.number))")
                asked += 1
                if wanted != nil { found += 1 }
            }
        }
        #expect(asked == 12_000 && found > 2000 && found < 10_000)
        #expect(IgnoreList().entry(of: "+380500000011") == nil)
        #expect(IgnoreList([entry(1, "+380", true)]).entry(of: nil) == nil)
    }

    @Test(
        "A beginning is read in the spellings people use",
        arguments: [
            ("044", "+38044"), ("+380 44", "+38044"), ("380-44", "+38044"), ("0044 20", "+4420"),
            ("(067) 12", "+3806712"), ("+7", nil), ("+380", nil), ("380", nil), ("38", nil),
            ("", nil),
            ("abc", nil), ("+380501234567", "+380501234567"), ("+380 50 123 45 67 890 12", nil),
            ("+79", nil), ("+799", "+799"), ("0", nil), ("44+5", nil),
        ] as [(String, String?)])
    func beginnings(text: String, wanted: String?) {
        #expect(IgnoredNumber.beginning(text) == wanted)
    }
}
