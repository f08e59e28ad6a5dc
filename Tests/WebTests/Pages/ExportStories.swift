import CompanyTime
import CSVText
import CallRules
import Imports
import JSONText
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("Lists as files")
struct ExportStories {
    let office: Office
    let olena: Browser

    init() throws {
        office = try Office()
        try office.hirePeople()
        olena = try office.browser(of: Office.olena)
    }

    private static let names = [
        "Ірина", "=cmd|' /C calc'!A0", "+380", "ТОВ \"Ромашка\"; філія", "'", "'-1", "a,=1", "#1",
        "@я",
        "Д'Артаньян", "Тарас Левченко", "x, y; z",
    ]

    /// Adds contacts with values that break naive CSV files.
    private func fill(_ office: Office, _ chance: inout SeededRandom) throws {
        for number in 0..<40 {
            let phones = (0..<chance.number(in: 0...3)).map { _ in
                PhoneNumber("+3805000000\(10 + chance.number(in: 0...29))")
            }
            let name = ExportStories.names[chance.number(in: 0...ExportStories.names.count - 1)]
            if number % 2 == 0 {
                var details = ClientDetails()
                (details.name, details.phones) = (name, phones)
                details.externalID = chance.number(in: 0...2) == 0 ? "=\(number)" : nil
                details.company = chance.number(in: 0...1) == 0 ? "-\(name)" : nil
                details.adminIDs = (0..<chance.number(in: 0...3)).map { Employee.ID(Int64($0) + 1) }
                _ = try office.store.createClient(details, at: Office.morning)
            } else {
                var details = LeadDetails()
                (details.name, details.phones) = (name, phones)
                details.externalID = chance.number(in: 0...2) == 0 ? "+\(number)" : nil
                details.statusID = LeadStatus.ID(Int64(1 + chance.number(in: 0...4)))
                details.sourceID = chance.number(in: 0...1) == 0 ? LeadSource.ID(1) : nil
                details.responsibleID = chance.number(in: 0...1) == 0 ? Office.taras : nil
                _ = try office.store.createLead(details, origin: .manual, at: Office.morning)
            }
        }
    }

    /// Adds an employee with the name of another, and one whose name contains a comma.
    private func hireMore(_ office: Office) throws {
        for name in ["Тарас Левченко", "Ткач, Богдан"] {
            var details = EmployeeDetails()
            details.name = name
            _ = try office.store.createEmployee(details, at: Office.morning)
        }
    }

    private func file(_ kind: ImportKind, of office: Office, _ language: Language) throws -> [UInt8]
    {
        var bytes: [UInt8] = []
        let export = Export(kind, as: .csv, language: language, from: office.store)
        try export.write { bytes += $0 }
        return bytes
    }

    @Test(
        "What is exported, imported elsewhere and exported again is the same file", arguments: 0..<6
    )
    func roundTrip(seed: UInt64) throws {
        var chance = SeededRandom(seed: seed &+ 5)
        try hireMore(office)
        try fill(office, &chance)
        let elsewhere = try Office()
        try elsewhere.hirePeople()
        try hireMore(elsewhere)
        let language: Language = seed % 2 == 0 ? .uk : .en
        for kind in ImportKind.allCases {
            let bytes = try file(kind, of: office, language)
            let source = ImportSource(bytes: bytes[...])
            let head = try #require(try source.head(sample: 1))
            let begun = try elsewhere.store.beginImport(
                ImportedFile(
                    kind: kind, name: "", columns: ImportHeading.columns(head.heading, kind),
                    rows: try source.survey(head).rows),
                straightInto: .running, by: .command, at: Office.morning)
            guard case .saved(let id) = begun else { throw StoreError.closing }
            let work = ImportWork(
                elsewhere.store,
                ImportWork.Environment(
                    clock: { Office.morning }, uptime: { .zero },
                    moment: { TypedTime.instant($0, in: CompanyClock(.gmt), .start) }))
            try work.run(try #require(try elsewhere.store.importJob(id)), of: source)
            #expect(try elsewhere.store.importRowErrors(of: id, lines: 9).isEmpty)
            #expect(try file(kind, of: elsewhere, language) == bytes)
        }
    }

    @Test("The file holds what the list shows, with its search")
    func search() throws {
        var chance = SeededRandom(seed: 1)
        try fill(office, &chance)
        let all = olena.open("/exports/clients")
        #expect(all.fields[.contentType] == "text/csv; charset=utf-8")
        #expect(all.fields[.contentDisposition] == "attachment; filename=\"clients.csv\"")
        #expect(all.text.split(separator: "\r\n").count == 21)
        var details = LeadDetails()
        details.name = "Богдан Ткач"
        _ = try office.store.createLead(details, origin: .manual, at: Office.morning)
        let found = olena.open("/exports/leads?format=json&search=%D0%A2%D0%BA%D0%B0%D1%87")
        guard case .list(let leads) = found.json else { return #expect(Bool(false), "no list") }
        #expect(leads.count == 1 && leads.first?["name"] == .string("Богдан Ткач"))
        #expect(olena.open("/audit").words.contains("Вивантажено у файл"))
    }

    @Test("An empty list is a file, too")
    func empty() {
        #expect(olena.open("/exports/leads?format=json").json == .list([]))
        #expect(olena.open("/exports/leads").text.hasPrefix("\u{FEFF}\"Номер картки\";"))
    }

    @Test("Employees are offered no files")
    func employees() throws {
        let taras = try office.browser(of: Office.taras)
        _ = try office.store.createLead(
            {
                var details = LeadDetails()
                details.name = "Богдан Ткач"
                return details
            }(), origin: .manual, at: Office.morning)
        #expect(taras.open("/exports/leads").status == 403)
        #expect(!taras.open("/leads").text.contains("/exports/"))
        #expect(olena.open("/leads").text.contains("/exports/leads?format=csv"))
    }
}
