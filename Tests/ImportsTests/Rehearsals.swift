import CallRules
import TestSupport
import Testing

@testable import Imports
@testable import Store

@Suite("Rehearsals")
struct Rehearsals {
    @Test("A rehearsal writes nothing")
    func nothing() throws {
        let company = try Company(knowsIryna: false)
        try company.take(.clients, ["name;phone", "Ірина;0500000011"])
        let books = try company.books()
        let job = try company.check(
            .clients, ["name;phone", "Богдан;0500000011", "Марта;0500000012"])
        #expect(job?.state == .checked && job?.tally.changed == 1 && job?.tally.added == 1)
        #expect(try company.books() == books)
    }

    @Test("A run comes to what its rehearsal said, row by row", arguments: 0..<24)
    func equality(seed: UInt64) throws {
        var chance = SeededRandom(seed: seed &* 104_729 &+ 3)
        let company = try Company(knowsIryna: false)
        let kind: ImportKind = seed % 2 == 0 ? .clients : .leads
        // The second file meets what the first one left.
        for _ in 0..<2 {
            let file = Rehearsals.file(kind, rows: 60, &chance)
            let checked = try #require(try company.check(kind, file))
            let foreseen = try company.validationMessages(of: checked)
            _ = try company.store.runImport(checked.id, by: .command, at: Company.morning)
            let done = try #require(try company.work(at: checked.id))
            #expect(done.state == .done && done.tally.rows == done.rows)
            #expect(done.tally == checked.tally)
            #expect(try company.validationMessages(of: done) == foreseen)
            #expect(done.tally.refused > 0 && done.tally.added + done.tally.changed > 0)
        }
    }

    @Test("A rehearsal that was cut off begins anew and counts every row once")
    func interruption() throws {
        let company = try Company(knowsIryna: false)
        let rows = (0..<300).map { "Клієнт \($0);\($0 % 7 == 0 ? 12 : 380_500_001_000 + $0)" }
        let id = try company.bring(.clients, ["name;phone"] + rows)
        _ = try company.store.checkImport(id, columns: [.name, .phones], at: Company.morning)
        let stopped = try #require(try company.work(at: id) { true })
        #expect(stopped.state == .checking && stopped.tally.rows > 0)
        let ended = try #require(try company.work(at: id))
        #expect(ended.state == .checked && ended.tally.rows == 300 && ended.tally.refused == 43)
        #expect(try company.validationMessages(of: ended).count == 43)
    }

    /// A file in which rows meet each other: few numbers, few ids, some nonsense.
    private static func file(
        _ kind: ImportKind, rows: Int, _ chance: inout SeededRandom
    ) -> [String] {
        let head = "Номер картки;Зовнішній id;Ім’я;Телефони;Відповідальний;Статус;Компанія"
        func one(_ texts: [String], _ chance: inout SeededRandom) -> String {
            texts[chance.roll(texts.count)]
        }
        let lines = (0..<rows).map { _ in
            let number = chance.roll(9)
            return [
                chance.roll(6) == 0 ? "\(chance.roll(5))" : "",
                one(["", "", "c1", "c2", "c3", "c4"], &chance),
                one(["", "Ірина", "Богдан", "=cmd", String(repeating: "я", count: 201)], &chance),
                one(["", "050000001\(number)", "050000001\(number), 0500000021", "12"], &chance),
                one(["", "", "102", "Олена Гайова", "Ніхто"], &chance),
                one(["", "Новий", "Програний", "Виграний", "Вічний"], &chance),
                one(["", "ТОВ «Приклад»", "\"зле\" тут"], &chance),
            ].joined(separator: ";")
        }
        return [head] + lines
    }
}
