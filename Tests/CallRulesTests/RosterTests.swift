import Testing

@testable import CallRules

@Suite struct RosterTests {
    private let olena = Roster.Member(
        id: Employee.ID(1), name: "Олена Гайова", extension: "101",
        email: "olena@vitryla.example", isActive: true)
    private let taras = Roster.Member(
        id: Employee.ID(2), name: "Тарас Левченко", extension: "102", email: nil, isActive: true)
    private let marko = Roster.Member(
        id: Employee.ID(3), name: "Марко Дубовик", extension: nil, email: nil, isActive: true)

    private func user(
        _ id: Int, _ name: String, _ number: String? = nil, _ email: String? = nil
    ) -> Roster.User {
        Roster.User(id: "\(id)", name: name, extension: number, email: email)
    }

    private func lines(_ users: Roster.User..., members: [Roster.Member]? = nil) -> [Roster.Line] {
        Roster(users: users, members: members ?? [olena, taras, marko]).lines
    }

    @Test("A user is found by address, else by name, else by internal number")
    func order() {
        let found = lines(
            user(41, "О. Гайова", "101", "OLENA@vitryla.example"),
            user(42, "Левченко Тарас", "102", "taras@vitryla.example"),
            user(57, "Хтось", "103"))
        #expect(found.map(\.member) == [olena, taras, nil])
        #expect(found.map(\.match) == [.email, .name, nil])
        #expect(found[0].changes == false)
        #expect(found[1].newEmail == "taras@vitryla.example")
        #expect(found[2].newExtension == "103")
        let byNumber = lines(user(1, "Другий телефон", "102"))
        #expect(byNumber.map(\.member) == [taras])
        #expect(byNumber.map(\.match) == [.extension])
    }

    @Test("The address beats the name: a namesake does not get another's number")
    func addressFirst() {
        let found = lines(
            user(1, "Тарас Левченко", "105", "olena@vitryla.example"), user(2, "Марко Дубовик"))
        #expect(found.map(\.member) == [olena, marko])
    }

    @Test(
        "A name is the same in capitals, with other apostrophes, more spaces and another order",
        arguments: [
            "МАР'ЯНА Гай", "Гай Мар’яна", " Марʼяна\u{A0} Гай ", "Гай, Мар`яна", "Маряна гай",
        ])
    func names(spelling: String) {
        let mariana = Roster.Member(
            id: Employee.ID(9), name: "Мар’яна Гай", extension: nil, email: nil, isActive: true)
        #expect(lines(user(1, spelling), members: [mariana]).first?.match == .name)
    }

    @Test("Namesakes are told apart by their numbers, or not at all")
    func namesakes() {
        let other = Roster.Member(
            id: Employee.ID(4), name: "Тарас Левченко", extension: "104", email: nil,
            isActive: true)
        let found = lines(
            user(1, "Тарас Левченко", "104"), user(2, "Тарас Левченко", "109"),
            members: [taras, other])
        #expect(found.map(\.member) == [other, nil])
        #expect(found.map(\.match) == [.extension, nil])
    }

    @Test("A number another active employee keeps is named with its owner and not proposed")
    func takenNumber() {
        let found = lines(
            user(1, "Марко Дубовик", "102"), user(2, "Тарас Левченко", "102"))
        #expect(found[0].newExtension == nil)
        #expect(found[0].obstacles == [.sharedExtension(with: user(2, "Тарас Левченко", "102"))])
        let alone = lines(user(1, "Марко Дубовик", "101"), user(2, "Олена Гайова", "101a"))
        #expect(alone[0].obstacles == [.extensionTaken(by: olena)])
        #expect(alone[0].changes == false)
        #expect(alone[1].obstacles == [.strangeExtension])
    }

    @Test("Two people may swap their numbers, and each needs the other")
    func swap() {
        let found = lines(user(1, "Олена Гайова", "102"), user(2, "Тарас Левченко", "101"))
        #expect(found.map(\.newExtension) == ["102", "101"])
        #expect(found.map(\.after) == [taras, olena])
    }

    @Test("Whoever waits for a number that stays where it is does not get it")
    func chain() {
        let found = lines(
            user(1, "Марко Дубовик", "102"), user(2, "Тарас Левченко", "101"))
        #expect(found.map(\.newExtension) == [nil, nil])
        #expect(
            found.map(\.obstacles)
                == [[.extensionTaken(by: taras)], [.extensionTaken(by: olena)]])
    }

    @Test("Two users with one address are told of each other, and nobody gets the address")
    func sharedAddress() {
        let first = user(1, "Тарас Левченко", nil, "office@vitryla.example")
        let second = user(2, "Марко Дубовик", nil, "Office@vitryla.example")
        let found = lines(first, second)
        #expect(found.map(\.newEmail) == [nil, nil])
        #expect(found[0].obstacles.contains(.sharedEmail(with: second)))
        #expect(found[1].obstacles.contains(.sharedEmail(with: first)))
    }

    @Test("An inactive employee is recognised and left alone")
    func inactive() {
        let anna = Roster.Member(
            id: Employee.ID(5), name: "Ганна Коваль", extension: "105",
            email: "anna@vitryla.example", isActive: false)
        let found = lines(
            user(1, "Ганна Коваль", "109", "anna@vitryla.example"), members: [anna])
        #expect(found[0].member == anna)
        #expect(found[0].obstacles == [.inactive])
        #expect(found[0].changes == false)
    }

    @Test("Users without an employee may become one; employees without a user are listed")
    func nobodyLost() {
        let roster = Roster(
            users: [user(1, "", "110"), user(2, "", nil, "new@vitryla.example"), user(3, " ")],
            members: [olena, taras, marko])
        #expect(roster.lines.map(\.newName) == ["110", "new@vitryla.example", ""])
        #expect(roster.lines.map(\.changes) == [true, true, false])
        #expect(roster.lines.map(\.isSure) == [true, false, false])
        #expect(roster.absent == [olena, taras, marko])
    }

    @Test("A proposal is another one as soon as anything it says is different")
    func proposals() throws {
        let seen = try #require(lines(user(1, "Марко Дубовик", "103")).first)
        let moved = Roster.Member(
            id: marko.id, name: marko.name, extension: "109", email: nil, isActive: true)
        let now = try #require(
            lines(user(1, "Марко Дубовик", "103"), members: [olena, moved]).first)
        #expect(now.newExtension == seen.newExtension)
        #expect(now.proposal != seen.proposal)
        #expect(lines(user(1, "Марко Дубовик", "103")).first?.proposal == seen.proposal)
    }
}
