import CallRules
import Testing

@testable import Web

@Suite struct TextStories {
    @Test(
        "Times are written and read as RFC 3339",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (1_767_601_800_123, "2026-01-05T08:30:00.123Z"),
            (-1, "1969-12-31T23:59:59.999Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
            (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"),
        ] as [(Int64, String)])
    func times(milliseconds: Int64, text: String) {
        let instant = Instant(milliseconds: milliseconds)
        #expect(Timestamp.text(instant) == text)
        #expect(Timestamp.instant(text) == instant)
    }

    @Test("Every day of four centuries is written and read as itself")
    func days() {
        for day in stride(from: Int64(-80_000), to: 80_000, by: 1) {
            let instant = Instant(milliseconds: day * 86_400_000 + 43_200_000)
            #expect(Timestamp.instant(Timestamp.text(instant)) == instant)
        }
    }

    @Test(
        "Other spellings of a time are read, other texts are not",
        arguments: [
            ("2026-01-05T10:30:00+02:00", 1_767_601_800_000),
            ("2026-01-05t08:30:00.1239z", 1_767_601_800_123),
            ("2026-01-05T10:30:00 02:00", 1_767_601_800_000), ("2026-01-05", nil), ("", nil),
            ("2026-02-29T00:00:00Z", nil), ("2026-01-05T24:00:00Z", nil),
            ("2026-01-05T08:30:00", nil), ("2026-01-05T08:30:00.Z", nil),
            ("2026-01-05T08:30:00.", nil), ("９026-01-05T08:30:00Z", nil),
        ] as [(String, Int64?)])
    func otherTimes(text: String, milliseconds: Int64?) {
        #expect(Timestamp.instant(text)?.milliseconds == milliseconds)
    }

    @Test("Times beyond the calendar are shown as its ends")
    func farTimes() {
        #expect(Timestamp.text(Instant(milliseconds: .max)) == "9999-12-31T23:59:59.999Z")
        #expect(Timestamp.text(Instant(milliseconds: .min)) == "0000-01-01T00:00:00.000Z")
    }

    @Test(
        "JSON is read and written as it is",
        arguments: [
            #"{"a":[1,-2,true,false,null,"x"],"b":{}}"#, "[]", "0", #""\"\\\u0000\u001f""#,
            #"{"":"ї €"}"#, "9223372036854775807",
        ])
    func json(text: String) throws {
        let value = try JSONReader.read(Array(text.utf8))
        #expect(String(decoding: value.bytes, as: UTF8.self) == text)
    }

    @Test(
        "What is no JSON is refused with the place",
        arguments: [
            "", " ", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "01", "-", "1.", ".5", "1e", "+1", "nul",
            "\"\\x\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\u{1}\"", "\"a", "1 2", "1e999",
            "{\"a\":1,\"a\":1}", "\"\\u12\"", "NaN", "'a'",
        ])
    func noJSON(text: String) {
        #expect(throws: JSONTrouble.self) { try JSONReader.read(Array(text.utf8)) }
    }

    @Test("Thirty-two levels are read, one more is refused, five thousand do no harm")
    func depth() throws {
        func nested(_ levels: Int) -> [UInt8] {
            Array(
                (String(repeating: "[", count: levels) + String(repeating: "]", count: levels)).utf8
            )
        }
        #expect(throws: Never.self) { try JSONReader.read(nested(32)) }
        #expect(throws: JSONTrouble.self) { try JSONReader.read(nested(33)) }
        #expect(throws: JSONTrouble.self) { try JSONReader.read(nested(5000)) }
        #expect(throws: JSONTrouble.self) { try JSONReader.read([0x22, 0xFF, 0xFE, 0x22]) }
    }

    @Test("Surrogate pairs are one character")
    func surrogates() throws {
        #expect(try JSONReader.read(Array(#""\ud83d\ude00""#.utf8)) == .string("😀"))
    }
}
