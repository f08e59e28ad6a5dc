import JSONText
import Testing

@Suite("Texts read either way")
struct EveryReading {
    static let ways: [JSON.Strictness] = [.strict, .lenient]

    @Test(
        "Thirty-two levels are read, one more is refused, five thousand do no harm", arguments: ways
    )
    func depth(strictness: JSON.Strictness) throws {
        func nested(_ levels: Int, _ opening: String, _ closing: String) throws -> JSON {
            let text = [opening, closing].map { String(repeating: $0, count: levels) }
            return try JSON.read(Array(text.joined(separator: "1").utf8), strictness)
        }
        #expect(JSON.maxNesting == 32)
        for (opening, closing) in [("[", "]"), ("{\"a\":", "}")] {
            #expect(throws: Never.self) { try nested(32, opening, closing) }
            for levels in [33, 5000] {
                let failure = #expect(throws: JSONError.self) {
                    try nested(levels, opening, closing)
                }
                #expect(failure?.reason == .tooDeep)
                #expect(failure?.offset == 32 * opening.utf8.count)
            }
        }
    }

    @Test("Neighbours do not add to the depth", arguments: ways)
    func neighbours(strictness: JSON.Strictness) throws {
        let text = "[" + Array(repeating: "[{}]", count: 100).joined(separator: ",") + "]"
        #expect(
            String(decoding: try JSON.read(Array(text.utf8), strictness).bytes, as: UTF8.self)
                == text)
    }

    @Test("A text cut anywhere is refused at a place within it", arguments: ways)
    func cut(strictness: JSON.Strictness) {
        let text = Array(#"{"a": ["\ud83d\ude00\n", -1.5e+3, true, null], "b": {"c": "ї"}}"#.utf8)
        #expect(throws: Never.self) { try JSON.read(text, strictness) }
        for length in 0..<text.count {
            let failure = #expect(throws: JSONError.self) {
                try JSON.read(Array(text.prefix(length)), strictness)
            }
            #expect((0...length).contains(failure?.offset ?? -1))
        }
    }

    @Test("What the strict reading takes, the lenient one reads as the same")
    func agreement() {
        let text = Array(
            #"{"a": ["\ud83d\ude00\n", -1.5e+3, true, null, 70], "b": {"c": "ї"}}"#.utf8)
        var taken = 0
        for place in text.indices {
            for byte in "{}[]\",:\\u.-+eE019 d\u{1}".utf8 {
                var bytes = text
                bytes[place] = byte
                guard let strict = try? JSON.read(bytes, .strict) else { continue }
                taken += 1
                #expect(strict == (try? JSON.read(bytes, .lenient)))
                #expect(strict == (try? JSON.read(strict.bytes, .strict)))
            }
        }
        #expect(taken > 100)
    }
}
