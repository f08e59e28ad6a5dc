import JSONText
import Testing

@Suite("JSON as it is written")
struct Writing {
    private func text(_ value: JSON) -> String { String(decoding: value.bytes, as: UTF8.self) }

    @Test("Members keep their order")
    func order() {
        let value = JSON.object([("b", .integer(1)), ("a", .list([.truth(true), .null]))])
        #expect(text(value) == #"{"b":1,"a":[true,null]}"#)
        #expect(value["a"] == .list([.truth(true), .null]))
        #expect(value["c"] == nil)
        #expect(JSON.null["a"] == nil)
    }

    @Test("Quotes, backslashes and control characters are escaped, other characters are not")
    func escapes() {
        #expect(text(.string("\"\\\n\u{1F}\u{7F}/ї😀")) == "\"\\\"\\\\\\u000a\\u001f\u{7F}/ї😀\"")
        #expect(text(.object([("\"", .null)])) == #"{"\"":null}"#)
    }

    @Test("Nothing is null, and so is what JSON has no number for")
    func nothing() {
        #expect(
            text(.list([.text(nil), .number(nil as Int?), .number(nil as Int64?)]))
                == "[null,null,null]")
        #expect(text(.list([.real(.nan), .real(.infinity), .real(0.5)])) == "[null,null,0.5]")
    }
}
