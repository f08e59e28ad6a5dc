import CallRules
import TestSupport
import Testing

@testable import Store

@Suite("Names in the order of the Ukrainian alphabet")
struct NameOrderStories {
    private static let ordered = [
        "Андрій", "Вадим", "Валентина", "В'ячеслав", "Галина", "Ґалаґан", "Денис", "Еліна", "Єва",
        "Жанна", "Зоя", "Ігор", "Їжак", "Йосип", "Юрій", "Яна", "Zoe",
    ]

    private func hire(_ names: [String], at company: Company) throws {
        for name in names {
            var details = EmployeeDetails()
            details.name = name
            _ = try company.store.createEmployee(details, at: Company.morning)
        }
    }

    @Test("All lists of employees have it, and an apostrophe counts for nothing")
    func employees() throws {
        let company = try Company()
        try hire(NameOrderStories.ordered.reversed(), at: company)
        let chosen = try company.store.settingChoices(at: Company.morning).employees
        // Three people were there before.
        #expect(chosen.filter { $0.id.value > 3 }.map(\.details.name) == NameOrderStories.ordered)
        let list = try company.store.employeeList(EmployeeListRequest(), at: Company.morning)
        let listed = list.rows.map(\.employee).filter { $0.id.value > 3 }
        #expect(listed.map(\.details.name) == NameOrderStories.ordered)
        for text in ["вячеслав", "В’ячеслав", "ЄВ", "їж"] {
            var request = EmployeeListRequest()
            request.search = text
            let found = try company.store.employeeList(request, at: Company.morning)
            #expect(found.rows.count == 1, "\(text)")
        }
    }

    @Test("Clients are found and ordered the same way")
    func clients() throws {
        let company = try Company()
        for name in NameOrderStories.ordered.reversed() {
            var details = ClientDetails()
            details.name = name
            _ = try company.store.createClient(details, at: Company.morning)
        }
        var filter = ClientFilter()
        filter.search = "вячеслав"
        let found = try company.store.clients(filter, Pagination()).items
        #expect(found.map(\.details.name) == ["В'ячеслав"])
    }
}
