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
}
