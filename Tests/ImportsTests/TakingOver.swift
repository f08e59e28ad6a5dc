import CallRules
import TestSupport
import Testing

@testable import Imports
@testable import Store

@Suite("Files taken over")
struct TakingOver {
    let company: Company

    init() throws { company = try Company(knowsIryna: false) }

    @Test("Clients of a file are there, with all their numbers and people")
    func clients() throws {
        let job = try company.take(
            .clients,
            [
                "Зовнішній id;ПІБ;Компанія;Телефон;Телефон 2;Відповідальний",
                "c1;Ірина Соколова;ТОВ «Приклад»;050 000 00 11, 0500000012;0500000013/0500000014;"
                    + "тарас  левченко, OLENA@VITRYLA.example, 103",
            ])
        #expect(job?.state == .done && job?.tally.added == 1)
        let iryna = try #require(try company.client("c1"))
        #expect(iryna.name == "Ірина Соколова" && iryna.company == "ТОВ «Приклад»")
        #expect(
            iryna.phones.compactMap(\.e164) == (1...4).map { "+38050000001\($0)" })
        #expect(iryna.adminIDs.map(\.value) == [2, 1, 3])
    }

    @Test("A file taken over again changes nothing")
    func again() throws {
        let file = [
            "id;name;phone", "c1;Ірина;0500000011", ";Богдан;0500000012", ";;0500000013",
        ]
        try company.take(.clients, file)
        let books = try company.books()
        let job = try company.take(.clients, file)
        #expect(job?.tally.same == 3 && job?.tally.rows == 3)
        #expect(try company.books() == books)
    }

    @Test("Closed leads are not made twice by the same file either")
    func closedLeads() throws {
        let file = [
            "name;phone;status;responsible;created", "Богдан;0500000099;Програний;102;2025-03-01",
            "Богдан;0500000099;Новий;;",
        ]
        #expect(try company.take(.leads, file)?.tally.added == 2)
        let books = try company.books()
        #expect(try company.take(.leads, file)?.tally.same == 2)
        #expect(try company.books() == books)
        let first = try #require(try company.store.lead(Lead.ID(1)))
        #expect(first.origin == .manual && first.createdAt.milliseconds == 1_740_780_000_000)
    }

    @Test("An empty cell leaves what is stored, a number is added to those there are")
    func emptyCells() throws {
        try company.take(.clients, ["id;name;company;phone", "c1;Ірина;ТОВ «Приклад»;0500000011"])
        try company.take(.clients, ["id;name;company;phone", "c1;;;0500000012"])
        let iryna = try company.client("c1")
        #expect(iryna?.name == "Ірина" && iryna?.company == "ТОВ «Приклад»")
        #expect(iryna?.phones.count == 2)
    }

    @Test("A number several clients have says which of them only with an id")
    func sharedNumber() throws {
        try company.take(
            .clients, ["id;name;phone", "c1;Ірина;0500000011", "c2;Богдан;0500000011"])
        let job = try company.take(.clients, ["id;name;phone", ";Хто це;0500000011"])
        #expect(try company.validationMessages(of: job) == ["2 phones"])
        try company.take(.clients, ["id;name;phone", "c2;Богдан Ткач;0500000011"])
        #expect(try company.client("c2")?.name == "Богдан Ткач")
        #expect(try company.client("c1")?.name == "Ірина")
    }

    @Test("A row with an id of the CRM takes over a card without one, never another’s")
    func idForCard() throws {
        try company.take(.clients, ["name;phone", "Ірина;0500000011"])
        try company.take(.clients, ["id;name;phone", "c1;Ірина;0500000011"])
        #expect(try company.store.clients(ClientFilter(), Pagination()).items.count == 1)
        try company.take(.clients, ["id;name;phone", "c2;Сестра Ірини;0500000011"])
        #expect(try company.client("c1")?.name == "Ірина")
        #expect(try company.client("c2")?.name == "Сестра Ірини")
    }

    @Test("What is wrong with a row is said by line and field, and the rest is taken over")
    func badRows() throws {
        let job = try company.take(
            .clients,
            [
                "ПІБ;Телефон;Адміністратори", "Ірина;0500000011;", "Богдан;3,80501E+11;",
                "Марта;12;", "\"ТОВ \"Зле\"\";1;", "Катря;0500000012;Ніхто", "Зайве;1;2;3",
                ";;103", "Павло;0500000013;",
            ])
        #expect(
            try company.validationMessages(of: job)
                == ["3 phones", "4 phones", "5 ", "6 admins", "7 ", "8 name"])
        #expect(job?.tally.added == 2 && job?.tally.refused == 6)
    }

    @Test("Names of statuses and sources nobody knows are told of")
    func leadNames() throws {
        let job = try company.take(
            .leads,
            [
                "name;phone;status;source", "Богдан;0500000099;Вічний;Сон",
                "Ірина;0500000011;НОВИЙ;телефонія",
            ])
        #expect(try company.validationMessages(of: job) == ["2 status", "2 source"])
        #expect(job?.tally.added == 1)
    }

    @Test("One import is worked at at a time")
    func oneAtATime() throws {
        let columns: [ImportField?] = [.name]
        let first = try company.bring(.clients, ["name", "Ірина"])
        let second = try company.bring(.clients, ["name", "Богдан"])
        _ = try company.store.checkImport(first, columns: columns, at: Company.morning)
        guard
            case .conflict = try company.store.checkImport(
                second, columns: columns, at: Company.morning)
        else { return #expect(Bool(false), "the second began, too") }
        // The first one's program was ended long ago.
        let later = Company.morning.advanced(bySeconds: ImportJob.maxSilentSeconds)
        guard case .saved = try company.store.checkImport(second, columns: columns, at: later)
        else { return #expect(Bool(false), "the second must wait for ever") }
    }

    @Test("Columns that make no import are refused")
    func columns() throws {
        let id = try company.bring(.clients, ["a;b", "1;2"])
        let choices: [[ImportField?]] = [
            [nil, nil], [.externalID, nil], [.name, .name], [.name, .status],
        ]
        for columns in choices {
            guard
                case .invalid = try company.store.checkImport(
                    id, columns: columns, at: Company.morning)
            else { return #expect(Bool(false), "\(columns) were taken") }
        }
    }

    @Test("An import that was stopped goes on where it was, and counts every row once")
    func interruption() throws {
        let rows = (0..<300).map { "Клієнт \($0);\(380_500_001_000 + $0)" }
        let checked = try #require(try company.check(.clients, ["name;phone"] + rows))
        _ = try company.store.runImport(checked.id, by: .command, at: Company.morning)
        let stopped = try #require(try company.work(at: checked.id) { true })
        #expect(stopped.state == .running && (1..<300).contains(stopped.tally.rows))
        let ended = try #require(try company.work(at: checked.id))
        #expect(ended.state == .done && ended.tally.added == 300 && ended.tally.rows == 300)
    }

    @Test("A transaction takes the rows there is time for, two at the least")
    func transactions() throws {
        let checked = try #require(
            try company.check(.clients, ["name", "Ірина", "Богдан", "Марта"]))
        _ = try company.store.runImport(checked.id, by: .command, at: Company.morning)
        let rows = ["Ірина", "Богдан", "Марта"].enumerated().map {
            ImportRow(line: $0.offset + 2, cells: [.name: $0.element])
        }
        for (limit, count) in [(0, 2), (9, 3)] {
            let tally = try company.store.writeImport(
                rows, in: checked.id, sharing: SharedNumbers(), at: Company.morning,
                within: .seconds(limit))
            #expect(tally?.rows == count)
        }
    }

    @Test("A cancelled import writes no more, and its file is gone")
    func cancellation() throws {
        let checked = try #require(try company.check(.clients, ["name", "Ірина"]))
        _ = try company.store.runImport(checked.id, by: .command, at: Company.morning)
        #expect(try company.store.cancelImport(checked.id, at: Company.morning))
        #expect(
            try company.store.writeImport(
                [], in: checked.id, sharing: SharedNumbers(), at: Company.morning)
                == nil)
        #expect(ImportSource(path: company.store.importFile(checked.id).path) == nil)
        #expect(try company.books() == "")
    }

    @Test("What nobody came back for is forgotten after a day, report and file")
    func patience() throws {
        let checked = try #require(try company.check(.clients, ["name;phone", "Ірина;12"]))
        try company.store.trimImports(at: Company.morning.advanced(bySeconds: 86_400))
        #expect(try company.validationMessages(of: checked).count == 1)
        try company.store.trimImports(at: Company.morning.advanced(bySeconds: 86_401))
        #expect(try company.validationMessages(of: checked) == [])
        #expect(try company.store.importJob(checked.id)?.state == .cancelled)
        #expect(ImportSource(path: company.store.importFile(checked.id).path) == nil)
    }
}
