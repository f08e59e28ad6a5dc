import JSONText
import Testing

@Suite("Texts of machines that nobody can correct, read leniently")
struct LenientReading {
    private func read(_ text: String) throws(JSONError) -> JSON {
        try JSON.read(Array(text.utf8), .lenient)
    }

    @Test("Of members with one name the last counts, and all are kept")
    func repeatedMembers() throws {
        let value = try read(#"{"a":1,"b":2,"a":3}"#)
        #expect(value["a"] == .integer(3))
        #expect(value == .object([("a", .integer(1)), ("b", .integer(2)), ("a", .integer(3))]))
    }

    @Test(
        "Numbers beyond every range are nothing",
        arguments: ["1e999", "-1e999", "9223372036854775808", "-9223372036854775809"])
    func outOfRange(text: String) throws {
        #expect(try read(text) == .null)
    }

    @Test(
        "Numbers written oddly are numbers",
        arguments: [
            ("007", .integer(7)), ("+1", .integer(1)), (".5", .real(0.5)), ("-.5", .real(-0.5)),
            ("1.", .integer(1)), ("-0", .integer(0)), ("-0.0", .integer(0)), ("0e0", .integer(0)),
            ("-9223372036854775808", .integer(.min)), ("9223372036854775807", .integer(.max)),
        ] as [(String, JSON)])
    func oddNumbers(text: String, value: JSON) throws {
        #expect(try read(text) == value)
    }

    @Test("What only looks like a number is refused", arguments: ["-", "+", "1.2.3", "--1", "1e"])
    func noNumber(text: String) {
        #expect(throws: JSONError.self) { try read(text) }
    }

    @Test(
        "Half a surrogate pair is replaced, and what follows it is read",
        arguments: [
            (#""\ud800""#, "\u{FFFD}"), (#""\udc00\ud800""#, "\u{FFFD}\u{FFFD}"),
            (#""\ud800\u0041""#, "\u{FFFD}A"), (#""\ud800\n""#, "\u{FFFD}\n"),
            (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
        ])
    func surrogates(text: String, value: String) throws {
        #expect(try read(text) == .string(value))
    }

    @Test("Control characters stay, and bytes that are no UTF-8 are replaced")
    func bytes() throws {
        #expect(try read("\"a\u{0}\n\"") == .string("a\u{0}\n"))
        #expect(try JSON.read([0x22, 0xFF, 0x22], .lenient) == .string("\u{FFFD}"))
    }

    @Test("A text may begin anywhere, even behind its end")
    func start() throws {
        #expect(try JSON.read(Array("=[1]".utf8), from: 1, .lenient) == .list([.integer(1)]))
        for start in [-1, 4, 5, .max] {
            #expect(throws: JSONError.self) {
                try JSON.read(Array("=[1]".utf8), from: start, .lenient)
            }
        }
    }
}
