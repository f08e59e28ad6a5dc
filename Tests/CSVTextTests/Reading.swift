import CSVText
import Testing

@Suite("Rows read")
struct Reading {
    static let text = "ПІБ;Телефон\r\nОлена Гайова;0501234567\r\nҐанок «Їжак»;0671112233\r\n"
    static let cells = [
        ["ПІБ", "Телефон"], ["Олена Гайова", "0501234567"], ["Ґанок «Їжак»", "0671112233"],
    ]

    static func bytes(_ encoding: CSVForm.Encoding, mark: Bool) -> [UInt8] {
        switch encoding {
        case .utf8: (mark ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8)
        case .utf16LittleEndian:
            ("\u{FEFF}" + text).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .utf16BigEndian:
            ("\u{FEFF}" + text).utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case .windows1251: windows1251
        }
    }

    /// What iconv makes of the text.
    static let windows1251: [UInt8] = {
        let letters: [Character: UInt8] = [
            "Ґ": 0xA5, "Ї": 0xAF, "І": 0xB2, "«": 0xAB, "»": 0xBB,
        ]
        return text.unicodeScalars.map { scalar in
            if let byte = letters[Character(scalar)] { return byte }
            return scalar.value < 0x80
                ? UInt8(scalar.value) : UInt8(truncatingIfNeeded: scalar.value - 0x410 + 0xC0)
        }
    }()

    @Test(
        "Every encoding is found out and read, in pieces of any length",
        arguments: [CSVForm.Encoding.utf8, .utf16LittleEndian, .utf16BigEndian, .windows1251],
        [1, 2, 3, 7, 1 << 16])
    func encodings(encoding: CSVForm.Encoding, length: Int) {
        for mark in [true, false] {
            let (form, rows) = rows(of: Reading.bytes(encoding, mark: mark), pieces: length)
            #expect(form == CSVForm.Search.found(encoding, ";"))
            #expect(rows.map(\.cells) == Reading.cells)
            #expect(rows.map(\.line) == [1, 2, 3])
        }
    }

    @Test("The separator of the first row is taken, quotes left out", arguments: [";", ",", "\t"])
    func separators(separator: String) {
        let head = "\"a,;\tb,;\t,;\t\"\(separator)c\n"
        #expect(
            rows(of: head + "1\(separator)2").map(\.cells) == [
                ["a,;\tb,;\t,;\t", "c"], ["1", "2"],
            ])
    }

    @Test(
        "What stands within quoted cells is not taken for the separator",
        arguments: [
            "a;b;\"c\td\"\n", "a;\"b\"\"|\";\"\tc\"\n", "a;\"b|\";\n1;\"2|\"\n3;\"4|\";5;\n",
        ])
    func cutCells(text: String) {
        var search = CSVForm.Search()
        search.take(Array(text.utf8))
        #expect(search.form.separator == ";")
    }

    @Test("One column needs no separator")
    func oneColumn() {
        #expect(rows(of: "Телефон\n0501234567").map(\.cells) == [["Телефон"], ["0501234567"]])
    }

    @Test("Quoted cells hold separators, quotes and line breaks, and lines are counted")
    func quotes() {
        let rows = rows(of: "a;b\n\"1;\"\"2\"\"\r\n3\";4\n\n\r\nx;\"\" \rlast;")
        #expect(
            rows.map(\.cells) == [["a", "b"], ["1;\"2\"\r\n3", "4"], ["x", ""], ["last", ""]])
        #expect(rows.map(\.line) == [1, 2, 6, 7])
    }

    @Test("A quote in the midst of a cell is a quote")
    func plainQuote() {
        #expect(rows(of: "ТОВ \"Ромашка\";1").map(\.cells) == [["ТОВ \"Ромашка\"", "1"]])
    }

    @Test("A broken row is told of, and costs one line")
    func broken() {
        let rows = rows(of: "a;b\n\"ТОВ \"Ромашка\"\";1\nc;d\n\"open;2\ne;f\n")
        #expect(rows.map(\.cells) == [["a", "b"], nil, ["c", "d"], nil, ["e", "f"]])
        #expect(rows.map(\.failure) == [nil, .textAfterQuote, nil, .openQuote, nil])
        #expect(rows.map(\.line) == [1, 2, 3, 4, 5])
    }

    @Test(
        "A quote that is never closed costs one line of a large file", arguments: [1000, 1 << 16])
    func openQuote(length: Int) {
        let lines = (0..<20_000).map { $0 == 77 ? "\"x;\($0)" : "x;\($0)" }
        let rows = CSVTextTests.rows(
            of: Array(lines.joined(separator: "\n").utf8), pieces: length
        ).rows
        #expect(rows.count == 20_000)
        #expect(rows.filter { $0.failure != nil }.map(\.line) == [78])
        #expect(rows.last?.cells == ["x", "19999"])
    }

    @Test("A line without end is one broken row, however long")
    func longLine() {
        let text = "a;b\n" + String(repeating: "x", count: 300_000) + "\nc;d"
        let rows = rows(of: text)
        #expect(rows.map(\.failure) == [nil, .tooLong, nil])
        #expect(rows.last == CSVRow.of(["c", "d"], line: 3))
    }

    @Test("A hundred thousand rows are read to the last")
    func many() {
        var text = "name;phone\n"
        for number in 0..<100_000 { text += "Клієнт \(number);\(380_500_000_000 + number)\n" }
        let rows = rows(of: text)
        #expect(rows.count == 100_001)
        #expect(rows.last == CSVRow.of(["Клієнт 99999", "380500099999"], line: 100_001))
    }
}

extension CSVRow {
    /// A row is only made by reading.
    static func of(_ cells: [String], line: Int) -> CSVRow? {
        let text = cells.joined(separator: ";")
        return rows(of: String(repeating: "x;x\n", count: line - 1) + text).last
    }
}

extension CSVForm.Search {
    /// What a file of one row in this encoding is found to be.
    static func found(_ encoding: CSVForm.Encoding, _ separator: Character) -> CSVForm {
        let form = rows(of: Reading.bytes(encoding, mark: true)).form
        #expect(form.encoding == encoding)
        #expect(String(form.separator) == String(separator))
        return form
    }
}
