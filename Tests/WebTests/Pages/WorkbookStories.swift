import CallRules
import CompanyTime
import Foundation
import Testing

@testable import Web

@Suite("Workbooks")
struct WorkbookStories {
    private static func file(_ rows: [[ExportCell]], rowLimit: Int = 100) -> [UInt8] {
        var book = Workbook(
            "Дзвінки", head: ["Хто", "Коли"], language: .uk,
            clock: CompanyClock(timezone: "Europe/Kyiv"), rowLimit: rowLimit)
        var bytes: [UInt8] = []
        for row in rows {
            book.add(row)
            bytes += book.take()
        }
        book.end()
        return bytes + book.take()
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test("Text stays text, numbers keep their plus, times are numbers of the company's clock")
    func cells() {
        let phone = PhoneNumber("+380501234567")
        // 2026-01-05 10:30:00 in Kyiv.
        let moment = Instant(milliseconds: 1_767_601_800_000)
        let text = WorkbookStories.text(
            WorkbookStories.file([
                [.text("=1+1 & <b>\u{1}"), .phones([phone])], [.number(42), .moment(moment)],
                [.nothing, .text("")],
            ]))
        #expect(text.contains("=1+1 &amp; &lt;b&gt;\u{FFFD}"))
        #expect(text.contains(">+380501234567<"))
        #expect(text.contains("<v>42</v>") && text.contains("<v>46027.43750000</v>"))
        #expect(text.contains("formatCode=\"dd.mm.yyyy hh:mm:ss\""))
        #expect(text.contains("<row><c/><c/></row>"))
    }

    @Test("Rows beyond what a sheet takes go to the next one, which has the head again")
    func sheets() {
        let text = WorkbookStories.text(
            WorkbookStories.file((1...5).map { [.number($0)] }, rowLimit: 3))
        #expect(text.components(separatedBy: ">Хто<").count == 4)
        #expect(text.contains("sheet name=\"Дзвінки 3\""))
    }
}
