@testable import CSVText
import TestSupport
import Testing

@Suite("Rows written and read")
struct RoundTrips {
    /// What breaks readers and spreadsheets, in any order.
    static let parts = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", "'", "\"", ";", ",", " ",
        "a", "ї", "+380501234567", "=cmd|' /C calc'!A0", "😀", "\u{FEFF}", "\u{301}", "",
    ]

    @Test("Any cells come back as they were, and none begins a formula", arguments: 0..<20)
    func cells(seed: UInt64) {
        var chance = SeededRandom(seed: seed &* 7919 &+ 1)
        var written: [[String]] = []
        var writer = CSVWriter()
        for _ in 0..<300 {
            let row = (0...chance.roll(4)).map { _ in
                (0..<chance.roll(6)).map { _ in
                    RoundTrips.parts[chance.roll(RoundTrips.parts.count)]
                }.joined()
            }
            // Columns decide the separator, so the first row has them.
            written.append(written.isEmpty ? ["a", "b", "c"] : row)
            writer.write(written[written.count - 1])
        }
        let file = rows(of: writer.take(), pieces: 1 + chance.roll(200))
        #expect(file.form.separator == ";")
        #expect(file.rows.map(\.cells) == written)
        for cell in written.joined() {
            #expect(!FormulaGuard.guarded(cell).starts(with: /[=+\-@\t\r\n\x00＝＋－＠]/))
        }
    }

    @Test("Any bytes are read without harm, in any pieces alike", arguments: 0..<40)
    func bytes(seed: UInt64) {
        var chance = SeededRandom(seed: seed &+ 99)
        let signs = Array("\",;\t\r\n' =+".utf8) + [0xEF, 0xBB, 0xBF, 0xFF, 0xFE, 0xD8, 0x00, 0xC0]
        var bytes = (0..<chance.roll(3000)).map { _ in signs[chance.roll(signs.count)] }
        if seed % 4 == 0 { bytes = [0xFF, 0xFE] + bytes }
        let whole = rows(of: bytes)
        for length in [1, 2, 5, 64] {
            let pieces = rows(of: bytes, pieces: length)
            #expect(pieces.form == whole.form)
            #expect(pieces.rows == whole.rows)
        }
        #expect(whole.rows.allSatisfy { $0.line >= 1 })
    }
}
