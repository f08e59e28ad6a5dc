@testable import CSVText
import Testing

@Suite("Rows written")
struct Writing {
    static func text(_ rows: [String]...) -> String {
        var writer = CSVWriter()
        for row in rows { writer.write(row) }
        return String(decoding: writer.take().dropFirst(3), as: UTF8.self)
    }

    @Test("A file begins with the mark of UTF-8, once, and comes in pieces")
    func mark() {
        var writer = CSVWriter()
        writer.write(["Ім'я", "Компанія"])
        #expect(writer.take() == [0xEF, 0xBB, 0xBF] + Array("Ім'я;Компанія\r\n".utf8))
        writer.write(["Олена"])
        #expect(writer.take() == Array("Олена\r\n".utf8))
        #expect(writer.take() == [])
    }

    @Test("Separators of any kind, quotes, line breaks and spaces are quoted")
    func quoting() {
        #expect(
            Writing.text(["a;b", "a,b", "a\tb", "the \"b\"", "a\nb", ""])
                == "\"a;b\";\"a,b\";\"a\tb\";\"the \"\"b\"\"\";\"a\nb\";\r\n")
    }

    @Test("A row of nothing is still a row")
    func nothing() {
        #expect(Writing.text([], [""], ["", ""]) == "\"\"\r\n\"\"\r\n;\r\n")
    }

    @Test(
        "No cell begins with what starts a formula",
        arguments: ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"])
    func formulas(sign: String) {
        #expect(FormulaGuard.guarded(sign + "1") == "'" + sign + "1")
        #expect(FormulaGuard.guarded("'" + sign + "1") == "''" + sign + "1")
        // Split at a separator that is not ours, the second half would begin with it.
        #expect(FormulaGuard.guarded("a," + sign + "1") == "a,'" + sign + "1")
        #expect(FormulaGuard.guarded("a\"" + sign + "1") == "a\"'" + sign + "1")
        #expect(FormulaGuard.guarded("a" + sign).hasPrefix("a"))
    }

    @Test("A phone keeps its plus behind the apostrophe, and gets it back")
    func phones() {
        #expect(Writing.text(["+380501234567"]) == "'+380501234567\r\n")
        #expect(FormulaGuard.unguarded("'+380501234567") == "+380501234567")
        #expect(FormulaGuard.unguarded("+380501234567") == "+380501234567")
    }

    @Test(
        "Apostrophes people write stay theirs",
        arguments: [
            "Ім'я", "'", "''", "'a", "Д'Артаньян", "'+", "''+1,''=2", "a,'", "\t'-", "\"'\"",
        ])
    func apostrophes(cell: String) {
        #expect(FormulaGuard.unguarded(FormulaGuard.guarded(cell)) == cell)
    }
}
