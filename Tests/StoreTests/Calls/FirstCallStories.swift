import CallRules
import TestSupport
import Testing

@testable import Store

@Suite("The first call of a number")
struct FirstCallStories {
    let company: Company

    init() throws {
        company = try Company()
    }

    private func talk(_ uuid: String, minute: Int, number: String = Company.unknownCaller)
        -> Conversation
    {
        var talk = Conversation(uuid: uuid)
        talk.number = number
        talk.start = Company.morning.advanced(bySeconds: minute * 60)
        return talk
    }

    private func firsts() throws -> [String] {
        var filter = CallFilter()
        filter.isFirst = true
        return try company.store.calls(filter, Pagination(), by: .oldest).items.map(\.uuid)
    }

    @Test("It is the earliest, in whatever order calls are heard of")
    func order() throws {
        for order in permutations([0, 10, 20]) {
            try company.forgetCalls()
            for minute in order {
                try company.hear(talk("c\(minute)", minute: minute).dial)
                try company.hear(talk("c\(minute)", minute: minute).record(answered: true))
            }
            try company.hear(talk("d", minute: 5, number: Company.iryna).dial)
            #expect(try firsts() == ["c0", "d"], "\(order)")
        }
    }

    @Test("A purge of old calls makes no later call the first, and a new call of theirs is none")
    func purge() throws {
        try company.hear(talk("old", minute: 0).record(answered: true))
        try company.hear(talk("kept", minute: 10).record(answered: true))
        try company.execute("DELETE FROM call WHERE uuid = 'old'")
        #expect(try firsts().isEmpty)
        try company.hear(talk("new", minute: 20).record(answered: true))
        #expect(try firsts().isEmpty)
    }

    @Test("When two calls turn out to be one, the mark stays with the earliest")
    func merged() throws {
        try company.hear(talk("parent", minute: 1).dial)
        var member = talk("member", minute: 0)
        try company.hear(member.dial)
        #expect(try firsts() == ["member"])
        member.parent = "parent"
        try company.hear(member.record(answered: true))
        #expect(try firsts() == ["parent"])
    }

    @Test("A call that was kept does not become the first because more is told of it")
    func purgeThenMore() throws {
        try company.hear(talk("old", minute: 0).record(answered: true))
        try company.hear(talk("kept", minute: 10).dial)
        try company.execute("DELETE FROM call WHERE uuid = 'old'")
        try company.hear(talk("kept", minute: 10).record(answered: true))
        #expect(try firsts().isEmpty)
    }

    @Test("A call whose number turns out to be another hands its mark on and takes its new place")
    func otherNumber() throws {
        let lesser = "+380500000098"
        try company.hear(talk("late", minute: 20, number: lesser).dial)
        try company.hear(talk("moves", minute: 10, number: lesser).dial)
        try company.hear(talk("before", minute: 0).dial)
        #expect(try firsts() == ["before", "moves"])
        // Of two numbers of one leg the greater is stored.
        try company.hear(talk("moves", minute: 10).record(answered: true))
        let number: String? = try company.value("SELECT phone FROM call WHERE uuid = 'moves'")
        #expect(number == Company.unknownCaller)
        #expect(try firsts() == ["before", "late"])
    }
}
