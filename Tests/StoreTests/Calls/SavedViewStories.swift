import CallRules
import TestSupport
import Testing

@testable import Store

@Suite("Saved views of the call log")
struct SavedViewStories {
    let store: Store
    private let company: Company

    init() throws {
        company = try Company()
        store = company.store
    }

    private func names(of employee: Employee.ID) throws -> [String] {
        try store.savedViews(of: employee).map(\.name)
    }

    @Test(
        "Everybody has their own; the same name again replaces the view, and nobody deletes another's"
    )
    func own() throws {
        _ = try store.saveView("Пропущені", query: "outcome=missed", of: Company.olena)
        _ = try store.saveView("Пропущені", query: "outcome=missed&employee=me", of: Company.olena)
        _ = try store.saveView("Пропущені", query: "returned=no", of: Company.taras)
        let view = try #require(store.savedViews(of: Company.olena).first)
        #expect(try names(of: Company.olena) == ["Пропущені"])
        #expect(view.query == "outcome=missed&employee=me")
        try store.deleteView(view.id, of: Company.taras)
        #expect(try names(of: Company.olena).count == 1)
        try store.deleteView(view.id, of: Company.olena)
        #expect(try names(of: Company.olena).isEmpty && names(of: Company.taras).count == 1)
    }

    @Test("A name must be there and short, and twenty views are enough")
    func limits() throws {
        for name in ["", " ", String(repeating: "x", count: 61)] {
            guard
                case .invalid(let problems) = try store.saveView(name, query: "", of: Company.olena)
            else {
                Issue.record("saved “\(name)”")
                continue
            }
            #expect(problems.map(\.field) == ["name"])
        }
        for number in 1...SavedView.limit {
            _ = try store.saveView("\(number)", query: "", of: Company.olena)
        }
        guard case .invalid = try store.saveView("x", query: "", of: Company.olena) else {
            Issue.record("saved one too many")
            return
        }
        _ = try store.saveView("7", query: "lead=yes", of: Company.olena)
        #expect(try names(of: Company.olena).count == SavedView.limit)
    }
}
