import Testing
import WebForms

@testable import Web

@Suite("Markup")
struct HTMLStories {
    @Test("What is interpolated is text, whatever it looks like")
    func text() {
        let name = "<script>alert('\"&\0')</script>"
        let html: HTML = "<b title=\"\(name)\">\(name)</b>"
        let spelt = "&lt;script&gt;alert(&#39;&quot;&amp;\u{FFFD}&#39;)&lt;/script&gt;"
        #expect(html.text == "<b title=\"\(spelt)\">\(spelt)</b>")
    }

    @Test("Markup in markup stays markup, and lists of it join")
    func markup() {
        let items = ["a", "<"].map { "<li>\($0)</li>" as HTML }
        let html: HTML = "<ul>\(items)\(nil as HTML?)</ul>\(5)"
        #expect(html.text == "<ul><li>a</li><li>&lt;</li></ul>5")
    }

    @Test("Attributes are there or not")
    func attributes() {
        let html: HTML = """
            <input\(.checked, if: true)\(.required, if: false)\(.title, "a\"b")\(.min, nil)>
            """
        #expect(html.text == "<input checked title=\"a&quot;b\">")
    }
}

@Suite("Pairs of a form")
struct PairsStories {
    @Test(
        "Values come back as they were written", arguments: ["", "a b+c&d=e%", "Їжак «5»\n", "%zz"])
    func roundTrip(value: String) {
        let pairs = URLEncodedForm.pairs("x=1&name=\(PercentEncoding.encoded(value))")
        #expect(pairs.map(\.name) == ["x", "name"])
        #expect(pairs.last?.value == value)
    }

    @Test("Broken escapes stay as they are")
    func broken() {
        #expect(URLEncodedForm.pairs("a=%4&b=%+1&=c&d").map(\.value) == ["%4", "% 1", ""])
    }
}
