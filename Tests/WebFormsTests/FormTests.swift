import Testing
import WebForms

@Suite("Forms and percent-encoding")
struct FormTests {
    @Test(
        "Everything but unreserved characters is percent-encoded",
        arguments: [
            ("Az09-._~", "Az09-._~"), (" +&=%/?#", "%20%2B%26%3D%25%2F%3F%23"), ("\u{1}", "%01"),
            ("ї", "%D1%97"), ("", ""),
        ])
    func encoding(text: String, expected: String) {
        #expect(PercentEncoding.encoded(text) == expected)
        let kept = PercentEncoding.encoded(text, keeping: { byte in byte < 0x80 })
        #expect(kept == (text == "ї" ? expected : text))
    }

    @Test(
        "A form is read as browsers and Phonet write it",
        arguments: [
            ("a=1&b=2", [["a", "1"], ["b", "2"]]), ("a=b=c&a=", [["a", "b=c"], ["a", ""]]),
            ("a", [["a", ""]]), ("&&a=1&", [["a", "1"]]), ("=1&a=2", [["a", "2"]]),
            ("%D1%97=%2b+%2B", [["ї", "+ +"]]),
            ("a=%4&b=%zz&c=%+1", [["a", "%4"], ["b", "%zz"], ["c", "% 1"]]),
            ("a=%FF", [["a", "\u{FFFD}"]]), ("", []),
        ])
    func pairs(text: String, expected: [[String]]) {
        #expect(URLEncodedForm.pairs(text).map { [$0.name, $0.value] } == expected)
    }

    @Test("Reading stops where the reader throws, and pairs without a name are told of, too")
    func stops() {
        struct Enough: Error {}
        var names: [String] = []
        #expect(throws: Enough.self) {
            try URLEncodedForm.eachPair(Array("=0&a=1&b=2&c=3".utf8)[...]) { name, _ in
                names.append(String(decoding: name, as: UTF8.self))
                if names.count == 3 { throw Enough() }
            }
        }
        #expect(names == ["", "a", "b"])
    }

    @Test("A multipart body gives its fields and files, and nothing when it breaks off")
    func multipart() throws {
        let body = Array(
            """
            --cut\r
            Content-Disposition: form-data; name="leg[ext]"\r
            \r
            101\r
            --cut\r
            Content-Disposition: form-data; name="file"; filename="ліди.csv"\r
            Content-Type: text/csv\r
            \r
            a,b\r
            \r
            --cut--\r

            """.utf8)
        let header = "multipart/form-data; boundary=\"cut\""
        let parts = try #require(Multipart.parts(body, contentType: header))
        #expect(parts.map(\.name) == ["leg[ext]", "file"])
        #expect(parts.map(\.fileName) == [nil, "ліди.csv"])
        #expect(parts.map { String(decoding: $0.content, as: UTF8.self) } == ["101", "a,b\r\n"])
        #expect(Multipart.parts(Array(body.dropLast(20)), contentType: header)?.count == nil)
        #expect(Multipart.parts(Array("a=1".utf8), contentType: header)?.count == nil)
    }
}
