import CallRules
import CompanyTime

/// Writes an Office Open XML workbook (ECMA-376) piece by piece: rows of text, numbers and times, with a head
/// that stays in place. Text is text, whatever it begins with.
struct Workbook {
    /// Rows of a sheet beyond which spreadsheets read nothing; further rows go to the next sheet.
    private static let rowLimit = 1_048_576
    /// Characters of a cell beyond which Excel calls the file damaged.
    private static let cellLimit = 32_767

    private var archive = ZipArchive()
    private let name: String
    private let head: [String]
    private let language: Language
    private let clock: CompanyClock
    private let rowLimit: Int
    private var rows = 0
    private var sheets = 0

    /// - Parameters:
    ///   - name: of the sheet.
    ///   - head: the first row of each sheet.
    ///   - language: decides how times are written.
    ///   - clock: whose times they are.
    ///   - rowLimit: rows of a sheet, for tests.
    init(
        _ name: String, head: [String], language: Language, clock: CompanyClock,
        rowLimit: Int = Workbook.rowLimit
    ) {
        self.name = String(name.filter { !"[]:*?/\\'".contains($0) }.prefix(25))
        self.head = head
        self.language = language
        self.clock = clock
        self.rowLimit = rowLimit
        beginSheet()
    }

    /// Adds a row.
    mutating func add(_ cells: [ExportCell]) {
        if rows == rowLimit {
            endSheet()
            beginSheet()
        }
        rows += 1
        archive.add("<row>\(cells.map(xml).joined())</row>".utf8)
    }

    /// Returns what was written since the last piece.
    mutating func take() -> [UInt8] { archive.take() }

    /// Ends the file; `take` returns its last piece.
    mutating func end() {
        endSheet()
        let numbers = 1...sheets
        part(
            "[Content_Types].xml",
            """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
            <Override PartName="/xl/workbook.xml" ContentType="\(Workbook.spreadsheet).sheet.main+xml"/>\
            <Override PartName="/xl/styles.xml" ContentType="\(Workbook.spreadsheet).styles+xml"/>\
            \(numbers.map { "<Override PartName=\"/xl/worksheets/sheet\($0).xml\" ContentType=\"\(Workbook.spreadsheet).worksheet+xml\"/>" }.joined())\
            </Types>
            """)
        part(
            "_rels/.rels",
            """
            <Relationships xmlns="\(Workbook.relations)">\
            <Relationship Id="rId1" Type="\(Workbook.documents)/officeDocument" Target="xl/workbook.xml"/>\
            </Relationships>
            """)
        part(
            "xl/workbook.xml",
            """
            <workbook xmlns="\(Workbook.main)" xmlns:r="\(Workbook.documents)"><sheets>\
            \(numbers.map { "<sheet name=\"\(Workbook.escaped($0 == 1 ? name : "\(name) \($0)"))\" sheetId=\"\($0)\" r:id=\"rId\($0)\"/>" }.joined())\
            </sheets></workbook>
            """)
        part(
            "xl/_rels/workbook.xml.rels",
            """
            <Relationships xmlns="\(Workbook.relations)">\
            \(numbers.map { "<Relationship Id=\"rId\($0)\" Type=\"\(Workbook.documents)/worksheet\" Target=\"worksheets/sheet\($0).xml\"/>" }.joined())\
            <Relationship Id="rId\(sheets + 1)" Type="\(Workbook.documents)/styles" Target="styles.xml"/>\
            </Relationships>
            """)
        part("xl/styles.xml", styles)
        archive.end()
    }

    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    private static let documents =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    private static let declaration =
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

    /// The styles of cells, by their places in `styles`.
    private enum Style: Int {
        case plain, text, time, head
    }

    private var styles: String {
        let format = language == .uk ? "dd.mm.yyyy hh:mm:ss" : "yyyy-mm-dd hh:mm:ss"
        return """
            <styleSheet xmlns="\(Workbook.main)">\
            <numFmts count="1"><numFmt numFmtId="164" formatCode="\(format)"/></numFmts>\
            <fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
            <font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
            <fills count="2"><fill><patternFill patternType="none"/></fill>\
            <fill><patternFill patternType="gray125"/></fill></fills>\
            <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
            <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
            <cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
            <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
            <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
            <xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>\
            </styleSheet>
            """
    }

    private mutating func part(_ name: String, _ xml: String) {
        archive.begin(name)
        archive.add((Workbook.declaration + xml).utf8)
        archive.endFile()
    }

    private mutating func beginSheet() {
        sheets += 1
        rows = 1
        archive.begin("xl/worksheets/sheet\(sheets).xml")
        let head = head.map { Workbook.cell($0, .head) }.joined()
        archive.add(
            """
            \(Workbook.declaration)<worksheet xmlns="\(Workbook.main)"><sheetViews>\
            <sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>\
            </sheetView></sheetViews><sheetFormatPr defaultColWidth="18" defaultRowHeight="15"/><sheetData>\
            <row>\(head)</row>
            """.utf8)
    }

    private mutating func endSheet() {
        archive.add("</sheetData></worksheet>".utf8)
        archive.endFile()
    }

    private func xml(_ cell: ExportCell) -> String {
        switch cell {
        case .nothing: "<c/>"
        case .text(let text): text.isEmpty ? "<c/>" : Workbook.cell(text, .text)
        case .phones(let phones):
            Workbook.cell(
                phones.map { $0.e164 ?? $0.raw }.joined(separator: ", "), .text)
        case .number(let number): "<c><v>\(number)</v></c>"
        case .moment(let moment): "<c s=\"\(Style.time.rawValue)\"><v>\(days(moment))</v></c>"
        }
    }

    private static func cell(_ text: String, _ style: Style) -> String {
        """
        <c t="inlineStr" s="\(style.rawValue)"><is><t xml:space="preserve">\(escaped(String(text.prefix(cellLimit / 2))))</t></is></c>
        """
    }

    /// Days since 1899-12-30 on the company's clock, as spreadsheets count.
    private func days(_ moment: Instant) -> String {
        let reading = clock.reading(at: moment)
        let days = reading.date.daysSince1970 + 25_569
        // Eight digits tell a second from the next.
        let parts = Int64(reading.secondsOfDay) * 100_000_000 / 86_400
        let digits = String(parts)
        return "\(days).\(String(repeating: "0", count: max(0, 8 - digits.count)))\(digits)"
    }

    /// Text for XML 1.0, which has no control characters but tab and line breaks.
    private static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "\t", "\n", "\r": escaped.append(scalar)
            case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": escaped.append("\u{FFFD}")
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
