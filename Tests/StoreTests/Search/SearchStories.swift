import CallRules
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import Store

@Suite("Searching everything")
struct SearchStories {
    let company: Company
    private var store: Store { company.store }

    init() throws {
        company = try Company()
        var details = LeadDetails()
        details.name = "Богдан Ткач"
        details.phones = [PhoneNumber("+380671234567")]
        details.responsibleID = Company.taras
        _ = try store.createLead(details, origin: .manual, at: Company.morning)
    }

    private func viewer(_ id: Employee.ID) throws -> Viewer {
        let person = try #require(try store.employee(id, at: Company.morning))
        var settings = Settings()
        settings.employeesSee = .own
        return Viewer(person, role: .employee, settings)
    }

    private func found(_ text: String, seenBy viewer: Viewer = .program) throws -> [String] {
        guard let results = try store.search(text, seenBy: viewer) else { return ["too little"] }
        return results.clients.map(\.details.name) + results.leads.map(\.details.name)
            + results.calls.map { "call \($0.uuid.prefix(1))" }
    }

    private func index() throws { while try store.maintain(at: Company.morning) {} }

    @Test("Where every piece of work is out of time before it begins, each gets on all the same")
    func slowMachine() throws {
        let passed = Mutex(Duration.zero)
        let slow = try Store(
            path: company.path, role: .command,
            uptime: {
                passed.withLock { passed in
                    passed += .seconds(1)
                    return passed
                }
            })
        defer { slow.close() }
        let details = ["Богдан Ткач", "Ольга Ткач", "Ярина Ткач"].map { name in
            var details = LeadDetails()
            details.name = name
            return details
        }
        for details in details {
            _ = try slow.createLead(details, origin: .manual, at: Company.morning)
        }
        var pieces = 0
        while pieces < 100, try slow.maintain(at: Company.morning) { pieces += 1 }
        #expect(pieces < 100)
        #expect(try company.count("SELECT count(*) FROM lead_name WHERE is_split = 0") == 0)
        #expect(try company.count("SELECT count(*) FROM number WHERE is_indexed = 0") == 0)
    }

    private func call(
        _ uuid: String, from number: String?, of number102: String = "102",
        named name: String? = nil
    ) throws {
        var call = Conversation(uuid: uuid.uuid, number: number, extension: number102)
        call.kind = .user
        try company.hear(call.dial)
        guard let name else { return }
        try company.execute(
            "UPDATE call SET contact_name = '\(name)' WHERE uuid = '\(uuid.uuid)'")
    }

    @Test(
        "Clients, leads and calls are found by part of a name or three digits anywhere in a number",
        arguments: [false, true])
    func everything(isIndexed: Bool) throws {
        try call("a", from: "+380931112233", named: "Їжаченко Лук’ян")
        try call("b", from: Company.iryna, of: "103")
        try call("c", from: "+380931112233", of: "103", named: "Їжаченко Лук’ян")
        if isIndexed { try index() }
        #expect(try found("сокол") == ["Ірина Соколова", "call b"])
        #expect(try found("ТКАЧ") == ["Богдан Ткач"])
        #expect(try found("їжач лук'ян") == ["call c"], "the latest call of the number")
        #expect(try found("12345") == ["Богдан Ткач"])
        #expect(try found("0671234567") == ["Богдан Ткач"])
        #expect(try found("(067) 123-45-67") == ["Богдан Ткач"])
        #expect(try found("567") == ["Богдан Ткач"], "the end of a number")
        #expect(try found("112233") == ["call c"])
        #expect(try found("0931112233") == ["call c"])
        #expect(try found("500000011") == ["Ірина Соколова", "call b"])
        #expect(try found("999888") == [])
        #expect(try found("\" OR 1 --") == [])
        #expect(try found("12") == ["too little"] && found("  ") == ["too little"])
    }

    @Test("A person who sees only what is theirs finds nothing of others, by any digits or name")
    func own() throws {
        try call("a", from: "+380931112233", of: "102", named: "Їжаченко")
        try call("b", from: Company.iryna, of: "103")
        try call("d", from: "+380931112299", of: "101", named: "Їжаченко")
        try index()
        let (taras, marko) = (try viewer(Company.taras), try viewer(Company.marko))
        #expect(try found("їжач", seenBy: taras) == ["call a"])
        #expect(try found("їжач", seenBy: marko) == [])
        #expect(try found("93111", seenBy: taras) == ["call a"])
        #expect(try found("0000011", seenBy: taras) == [])
        #expect(try found("соколова", seenBy: taras) == [])
        #expect(try found("соколова", seenBy: marko) == ["Ірина Соколова", "call b"])
        #expect(try found("0000011", seenBy: marko) == ["Ірина Соколова", "call b"])
        #expect(try found("ткач", seenBy: taras) == ["Богдан Ткач"])
        #expect(try found("ткач", seenBy: marko) == [])
        #expect(try found("1234567", seenBy: marko) == [])
    }

    @Test(
        "Of many numbers the latest visible calls are found, however old they are",
        arguments: [1, 4, 60])
    func many(oneOf share: Int) throws {
        var random = SeededRandom(seed: 83)
        // Nobody's calls would be everybody's.
        let calls = (1...6000).map { call in
            let number = 1000 + random.roll(700)
            let phone = random.roll(9) == 0 ? "NULL" : "'+38044777\(number)'"
            let start = random.roll(30) == 0 ? "NULL" : "\(1000 * random.roll(5000))"
            let whose = random.roll(share) == 0 ? Company.taras : Company.olena
            return """
                ('c\(call)', 'incoming', 'ended', 'missed', \(phone), '+38044777\(number)', 'external',
                \(whose.value), \(start), 0, 'webhook', 0, 0)
                """
        }
        try company.execute(
            """
            INSERT INTO call (uuid, direction, state, outcome, phone, raw_number, number_class, employee_id,
                started_at, lead_created, origin, seen_at, updated_at)
            VALUES \(calls.joined(separator: ","))
            """)
        try index()
        let found = try #require(
            try store.search("44777", limit: 5, seenBy: viewer(Company.taras)))
        let expected: String? = try company.value(
            """
            SELECT group_concat(uuid) FROM (SELECT uuid FROM (
                SELECT uuid, started_at, id, row_number() OVER (PARTITION BY raw_number
                    ORDER BY phone IS NULL, started_at DESC, id DESC) AS place
                FROM call WHERE employee_id = \(Company.taras.value))
            WHERE place = 1 ORDER BY started_at DESC, id DESC LIMIT 5)
            """)
        #expect(found.calls.map(\.uuid).joined(separator: ",") == expected && found.hasMoreCalls)
    }

    @Test("A name that only a call of somebody else had finds nothing of the number's other calls")
    func nameOfOthers() throws {
        try call("a", from: "+380931112233", of: "102", named: "Перший")
        try call("b", from: "+380931112233", of: "103", named: "Другий")
        try index()
        #expect(try found("другий", seenBy: viewer(Company.marko)) == ["call b"])
        #expect(try found("другий", seenBy: viewer(Company.taras)) == [])
    }

    @Test("The call log is filtered by the same text", arguments: [false, true])
    func callLog(isIndexed: Bool) throws {
        try call("a", from: "+380931112233", named: "Їжаченко")
        try call("b", from: Company.iryna, of: "103")
        try call("c", from: "+380671234567", of: "103")
        if isIndexed { try index() }
        func calls(_ text: String, seenBy viewer: Viewer = .program) throws -> [String] {
            var filter = CallFilter()
            filter.text = text
            return try store.calls(filter, Pagination(), seenBy: viewer).items
                .map { String($0.uuid.prefix(1)) }.sorted()
        }
        #expect(try calls("їжаченко") == ["a"])
        #expect(try calls("ірина сокол") == ["b"])
        #expect(try calls("богдан") == ["c"])
        #expect(try calls("380") == ["a", "b", "c"])
        #expect(try calls("067 123") == ["c"])
        #expect(try calls("0671234567") == ["c"])
        #expect(try calls("7") == [] && calls("ніхто") == [])
        #expect(try calls("380", seenBy: viewer(Company.marko)) == ["b", "c"])
    }

    @Test("A number is forgotten with the last client, lead or call that had it")
    func forgotten() throws {
        try call("a", from: "+380931112233", named: "Їжаченко")
        try call("b", from: "+380931112233")
        try index()
        let numbers = "SELECT count(*) FROM number WHERE number = '+380931112233'"
        let parts = """
            SELECT count(*) FROM number_part WHERE number_id NOT IN (SELECT id FROM number)
            """
        #expect(try company.count(numbers) == 1)
        try company.execute("DELETE FROM call WHERE uuid = '\("a".uuid)'")
        #expect(try company.count(numbers) == 1)
        try company.execute("DELETE FROM call WHERE uuid = '\("b".uuid)'")
        #expect(try company.count(numbers) == 0)
        // The number of a card that changes, and of one that goes.
        _ = try store.updateClient(Client.ID(8101), at: Company.morning) {
            $0.phones = [PhoneNumber("+380500000012")]
        }
        try index()
        #expect(try found("0000011") == [] && found("0000012") == ["Ірина Соколова"])
        try company.execute("DELETE FROM client")
        #expect(try found("0000012") == [])
        #expect(try company.count(parts) == 0)
        #expect(try company.count("SELECT count(*) FROM number") == 1, "the lead's")
    }

    @Test("A name is found by any letters in a row, before and after its parts are written")
    func names() throws {
        var dice = SeededRandom(seed: 11)
        let syllables = ["ко", "вал", "шев", "чен", "їж", "ак", "о", "ль", "га", "’я", "Ґу", "дзь"]
        var names: [Int64: String] = [8101: "Ірина Соколова ТОВ «Приклад»"]
        for id in Int64(1)...150 {
            let name = (0...dice.number(in: 1...4)).map { _ in dice.pick(syllables) }.joined()
            try company.execute(
                """
                INSERT INTO client (id, name, created_at, updated_at) VALUES (\(id), '\(name)', 0, 0)
                """)
            names[id] = name
        }
        var compared = 0
        for round in 0..<4 {
            if round > 0 { try index() }
            for _ in 0..<40 {
                let text = (0...dice.number(in: 0...1)).map { _ in dice.pick(syllables) }.joined()
                var filter = ClientFilter()
                filter.search = text
                let found = try store.clients(filter, Pagination(limit: 200)).items
                    .map(\.id.value)
                let folded = FoldedName.of(text)
                let wanted = names.filter { FoldedName.of($0.value).contains(folded) }.keys
                #expect(found == wanted.sorted(), "\(text)")
                compared += wanted.count
            }
            for _ in 0..<20 {
                let id = Int64(dice.number(in: 1...150))
                if dice.roll(2) == 0 {
                    try company.execute("DELETE FROM client WHERE id = \(id)")
                    names[id] = nil
                } else if names[id] != nil {
                    let name = dice.pick(syllables) + dice.pick(syllables)
                    try company.execute("UPDATE client SET name = '\(name)' WHERE id = \(id)")
                    names[id] = name
                }
            }
        }
        #expect(compared > 100)
        try index()
        #expect(try company.count("SELECT count(*) FROM client_name WHERE is_split = 0") == 0)
        try company.execute("DELETE FROM client_phone; DELETE FROM client")
        #expect(try company.count("SELECT count(*) FROM client_name_part") == 0)
    }

    @Test(
        "Whatever happens, the numbers are those of clients, leads and calls, and all have their parts"
    )
    func model() throws {
        var dice = SeededRandom(seed: 7)
        var steps = 0
        for _ in 0..<400 {
            let phone = "+38093000000\(dice.number(in: 0...9))"
            let other = "+38093000000\(dice.number(in: 0...9))"
            switch dice.number(in: 0...7) {
            case 0:
                try company.execute(
                    """
                    INSERT INTO call (uuid, state, phone, raw_number, number_class, lead_created,
                        origin, seen_at, updated_at, contact_name)
                    VALUES ('\(steps)', 'ended', '\(phone)', '', 'external', 0, 'webhook', 0, 0,
                        iif(\(steps) % 2, 'Їжак', NULL))
                    """)
            case 1:
                try company.execute(
                    "UPDATE call SET phone = '\(other)' WHERE phone = '\(phone)'")
            case 2: try company.execute("DELETE FROM call WHERE phone = '\(phone)'")
            case 3:
                try company.execute(
                    """
                    INSERT OR IGNORE INTO client_phone (e164, client_id, position)
                    VALUES ('\(phone)', 8101, 0)
                    """)
            case 4:
                try company.execute(
                    """
                    UPDATE OR REPLACE client_phone SET e164 = '\(other)' WHERE e164 = '\(phone)'
                    """)
            case 5: try company.execute("DELETE FROM client_phone WHERE e164 = '\(phone)'")
            case 6:
                try company.execute(
                    "UPDATE call SET phone = NULL, raw_number = '2\(phone.suffix(3))' WHERE phone = '\(phone)'"
                )
            default: try index()
            }
            steps += 1
        }
        try index()
        #expect(steps == 400)
        let there = """
            SELECT phone FROM call WHERE phone IS NOT NULL
            UNION SELECT raw_number FROM call WHERE phone IS NULL AND raw_number <> ''
            UNION SELECT e164 FROM client_phone UNION SELECT e164 FROM lead_phone
            """
        #expect(
            try company.count(
                "SELECT count(*) FROM (\(there) EXCEPT SELECT number FROM number)") == 0)
        #expect(
            try company.count(
                "SELECT count(*) FROM (SELECT number FROM number EXCEPT SELECT * FROM (\(there)))")
                == 0)
        #expect(
            try company.count(
                """
                SELECT count(*) FROM number_part WHERE number_id NOT IN (SELECT id FROM number)
                """) == 0)
        let numbers = try store.read { try String.fetchAll($0, sql: "SELECT number FROM number") }
        #expect(numbers.count > 5)
        for number in numbers {
            for place in 0...number.count - 4 {
                let digits = String(number.filter(\.isNumber).dropFirst(place).prefix(3))
                guard digits.count == 3 else { continue }
                let found = try store.read { db in
                    try SQLRequest<String>(
                        literal:
                            "SELECT DISTINCT number FROM (\(NumberParts.numbers(with: digits)))"
                    ).fetchSet(db)
                }
                #expect(found == Set(numbers.filter { $0.contains(digits) }), "\(digits)")
            }
        }
    }
}

extension String {
    /// A uuid that begins so.
    fileprivate var uuid: String { self + String(repeating: "0", count: 31) }
}
