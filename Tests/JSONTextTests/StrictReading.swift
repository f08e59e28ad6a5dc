import JSONText
import Testing

@Suite("Texts of people who know JSON, read strictly")
struct StrictReading {
    private func read(_ text: String) throws(JSONError) -> JSON {
        try JSON.read(Array(text.utf8), .strict)
    }

    @Test(
        "JSON is read and written as it is",
        arguments: [
            #"{"a":[1,-2,true,false,null,"x"],"b":{}}"#, "[]", "0", #""\"\\\u0000\u001f""#,
            #"{"":"ї €"}"#, "9223372036854775807", "-9223372036854775808", "0.5",
            "[[1],[2,[]],{}]",
        ])
    func same(text: String) throws {
        #expect(String(decoding: try read(text).bytes, as: UTF8.self) == text)
    }

    @Test(
        "What is no JSON is refused with the reason and the place",
        arguments: [
            ("", .missingValue, 0), (" ", .missingValue, 1), ("{", .namelessMember, 1),
            ("[1,]", .noValue, 3), ("{\"a\"}", .emptyMember, 4), ("{\"a\":1,}", .namelessMember, 7),
            ("{\"a\":1", .openObject, 6), ("[1 2]", .openList, 3), ("01", .leadingZero, 2),
            ("-", .noDigits, 1), ("1.", .noFraction, 2), (".5", .noValue, 0),
            ("1e", .noExponent, 2),
            ("+1", .noValue, 0), ("nul", .noValue, 0), ("\"\\x\"", .unknownEscape, 3),
            ("\"\\", .openString, 2), ("\"\\ud800\"", .halfSurrogate, 7),
            ("\"\\udc00\\ud800\"", .halfSurrogate, 7), ("\"\\ud800\\u0041\"", .halfSurrogate, 13),
            ("\"\u{1}\"", .controlCharacter, 2), ("\"\\n\u{1}\"", .controlCharacter, 4),
            ("\"a", .openString, 2), ("1 2", .textBehind, 2), ("1e999", .outOfRange, 5),
            ("{\"a\":1,\"a\":1}", .repeatedMember, 10), ("\"\\u12\"", .shortEscape, 5),
            ("NaN", .noValue, 0), ("'a'", .noValue, 0), ("{1:2}", .namelessMember, 1),
        ] as [(String, JSONError.Reason, Int)])
    func failure(text: String, reason: JSONError.Reason, offset: Int) throws {
        let failure = try #require(throws: JSONError.self) { try read(text) }
        #expect(failure.reason == reason)
        #expect(failure.offset == offset)
    }

    @Test("Bytes that are no UTF-8 are refused, plain and beside an escape")
    func invalidUTF8() {
        for bytes: [UInt8] in [[0x22, 0xFF, 0xFE, 0x22], [0x22, 0x5C, 0x6E, 0xC3, 0x22]] {
            let failure = #expect(throws: JSONError.self) { try JSON.read(bytes, .strict) }
            #expect(failure?.reason == .invalidUTF8)
        }
    }

    @Test("Surrogate pairs are one character")
    func surrogates() throws {
        #expect(try read(#""\ud83d\ude00""#) == .string("😀"))
    }

    @Test(
        "A whole number is whole however it is written",
        arguments: ["1000", "1000.0", "1e3", "10.00E+2", "1000000e-3"])
    func wholeNumbers(text: String) throws {
        #expect(try read(text) == .integer(1000))
    }

    @Test("A number beyond 64 bits is no whole number any more, but still a number")
    func bigNumbers() throws {
        #expect(try read("9223372036854775808") == .real(0x1p63))
        #expect(try read("-9223372036854775809") == .integer(.min))
    }
}
