import CallRules
import TestSupport
import Testing

@testable import Store

@Suite("A word about a call")
struct CallNoteStories {
    let company: Company
    private let call = Conversation()
    private let taras = Author(name: "Тарас Левченко", employee: Company.taras, origin: .machine)

    init() throws {
        company = try Company()
        try company.hear(call.dial)
        try company.hear(call.bridge)
    }

    private func write(
        _ text: String?, _ category: Int64? = nil, on uuid: String? = nil, seen: CallNote? = nil,
        if condition: Precondition = .none
    ) throws -> SaveOutcome<CallDetail> {
        let note = CallNote(text, category.map { CallCategory.ID($0) })
        return try company.store.changeNote(
            ofCall: uuid ?? call.uuid, if: condition, seen: seen, by: taras, at: Company.morning
        ) { $0 = note }
    }

    private func audited() throws -> [String] {
        try company.store.auditEntries(Pagination()).items.reversed()
            .map { "\($0.actor): \($0.action?.rawValue ?? "") \($0.subject)" }
    }

    @Test(
        "A note is kept as it was meant: without white space around it and without control characters"
    )
    func words() throws {
        let typed = "\r\n  домовилися\r\nна п’ятницю\u{0}\u{7} \n"
        let saved = try #require(try write(typed, 1).saved)
        #expect(saved.call.note.text == "домовилися\nна п’ятницю")
        #expect(saved.call.note.categoryID == CallCategory.ID(1))
        #expect(saved.call.names.category == "Замовлення")
        #expect(try write("  \n", nil).saved?.call.note == CallNote())
        #expect(try write(nil, nil).saved?.call.note == CallNote(), "nothing changes")
        let line = "Тарас Левченко: call_noted call/\(call.uuid)"
        #expect(try audited() == [line, line])
    }

    @Test("Two thousand characters are taken, one more is not, and a category must be there")
    func limits() throws {
        #expect(try write(String(repeating: "є", count: 2000)).saved != nil)
        #expect(try write(String(repeating: "є", count: 2001)).problems == ["note"])
        #expect(try write("так", 99).problems == ["category_id"])
        guard case .missing = try write("так", on: "f0") else {
            Issue.record("there is no such call")
            return
        }
    }

    @Test("Who writes over what somebody else wrote meanwhile is told; who writes the same is not")
    func overtaken() throws {
        let seen = CallNote()
        #expect(try write("перша", seen: seen).saved != nil)
        guard case .stale = try write("друга", seen: seen) else {
            Issue.record("the first note would be gone")
            return
        }
        #expect(try write("перша", seen: seen).saved != nil)
        let version = try #require(try company.store.call(uuid: call.uuid)).call.version
        guard case .stale = try write("третя", if: .version([version + 1])) else {
            Issue.record("another version was asked for")
            return
        }
        #expect(try write("третя", if: .version([version])).saved?.call.version == version + 1)
    }

    @Test("Messages of Phonet leave a note alone, and calls that are one keep the words of both")
    func merged() throws {
        let part = Conversation(uuid: "aa", extension: "102")
        let root = Conversation(uuid: "ff", extension: "101")
        try company.hear(part.dial)
        try company.hear(root.dial)
        _ = try write("кур’єр", 2, on: "ff")
        _ = try write("адреса", 3, on: "aa")
        try company.hear(root.bridge)
        var joined = part
        joined.parent = "ff"
        try company.hear(joined.bridge)
        try company.hear(root.record(answered: true))
        let call = try #require(try company.store.call(uuid: "aa")).call
        #expect(call.uuid == "ff")
        #expect(
            Set((call.note.text ?? "").split(separator: "\n")) == ["кур’єр", "адреса"])
        #expect(
            call.note.categoryID == CallCategory.ID(2) || call.note.categoryID == CallCategory.ID(3)
        )
        #expect(try write(call.note.text, 1, on: "ff").saved != nil)
    }

    @Test("A category in use is kept, the others go; a new one comes last")
    func categories() throws {
        _ = try write("так", 1)
        let store = company.store
        let used = try store.deleteCallCategory(
            CallCategory.ID(1), by: taras, at: Company.morning)
        guard case .inUse(let places) = used else {
            Issue.record("\(used)")
            return
        }
        #expect(places.map(\.field) == ["calls"])
        #expect(
            try store.deleteCallCategory(CallCategory.ID(5), by: taras, at: Company.morning)
                == .deleted)
        var edit = CallCategoryEdit()
        edit.added = CallCategoryDetails()
        edit.added?.name = "Ремонт"
        edit.move = (CallCategory.ID(4), .up)
        let editor = try store.callCategoryEditor()
        #expect(editor.rows.map(\.uses) == [1, 0, 0, 0])
        let saved = try store.editCallCategories(
            edit, expecting: editor.version, by: taras, at: Company.morning)
        #expect(
            saved.saved?.rows.map(\.item.name)
                == ["Замовлення", "Консультація", "Помилка номером", "Скарга", "Ремонт"])
    }

    @Test("Calls are found by category and by whether somebody wrote about them")
    func filters() throws {
        for uuid in ["b1", "b2", "b3"] { try company.hear(Conversation(uuid: uuid).dial) }
        _ = try write("так", 1, on: "b1")
        _ = try write("ні", nil, on: "b2")
        _ = try write(nil, 2, on: "b3")
        func found(_ change: (inout CallFilter) -> Void) throws -> Set<String> {
            var filter = CallFilter()
            change(&filter)
            return Set(try company.store.calls(filter, Pagination()).items.map(\.uuid))
        }
        #expect(try found { $0.categoryID = CallCategory.ID(1) } == ["b1"])
        #expect(try found { $0.hasNoCategory = true } == ["b2", call.uuid])
        #expect(try found { $0.hasNote = true } == ["b1", "b2"])
        #expect(try found { $0.hasNote = false } == ["b3", call.uuid])
        #expect(
            try found {
                $0.hasNote = true; $0.categoryID = CallCategory.ID(2)
            } == [])
    }
}
