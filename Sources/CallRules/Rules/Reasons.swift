/// The sentences that explain decisions and the texts of notices, in both languages.
enum Reasons {
    static let moduleOff = LocalizedText(
        uk: "Правило не виконувалося: у час дзвінка модуль був вимкнений.",
        en: "The rule did not run: the module was off at the time of the call.")

    static func ignored(_ entry: IgnoredNumber?) -> LocalizedText {
        let why = entry.map { " (\($0.reason))" } ?? ""
        return LocalizedText(
            uk: "Нічого не зроблено: номер у списку ігнорованих\(why).",
            en: "Nothing was done: the number is on the ignore list\(why).")
    }

    static func link(_ facts: Facts) -> LocalizedText {
        switch (facts.client, facts.activeLead, facts.number.numberClass) {
        case (let client?, let lead?, _):
            LocalizedText(
                uk:
                    "До дзвінка приєднано клієнта «\(client.name)» і активного ліда «\(lead.name)».",
                en: "Client “\(client.name)” and active lead “\(lead.name)” joined to the call.")
        case (let client?, nil, _):
            LocalizedText(
                uk: "До дзвінка приєднано клієнта «\(client.name)»; активного ліда немає.",
                en: "Client “\(client.name)” joined to the call; there is no active lead.")
        case (nil, let lead?, _):
            LocalizedText(
                uk: "До дзвінка приєднано активного ліда «\(lead.name)».",
                en: "Active lead “\(lead.name)” joined to the call.")
        case (nil, nil, .hidden):
            LocalizedText(
                uk: "Номер приховано: шукати немає за чим.",
                en: "The number is hidden: there is nothing to look up.")
        case (nil, nil, .own):
            LocalizedText(
                uk: "Номер – власна лінія компанії: шукати немає за чим.",
                en: "The number is the company’s own line: there is nothing to look up.")
        case (nil, nil, .short), (nil, nil, .other):
            LocalizedText(
                uk: "Номер короткий або неповний: з клієнтами та лідами не порівнюється.",
                en: "The number is short or incomplete: it is not matched to clients or leads.")
        case (nil, nil, .external):
            LocalizedText(
                uk: "Невідомий номер: немає ні клієнта, ні активного ліда.",
                en: "Unknown number: neither a client nor an active lead has it.")
        }
    }

    /// - Parameter owner: the new responsible employee; nil: the old one stays.
    static func reopen(
        _ verdict: RuleTable.ReopeningReason, _ facts: Facts, owner: Employee?
    ) -> LocalizedText {
        let name = facts.reopenableLead?.name ?? ""
        return switch verdict {
        case .open:
            LocalizedText(
                uk:
                    "Ліда «\(name)» відкрито знову: йому зателефонували, а іншого активного ліда немає."
                    + (owner.map { " Відповідальний тепер – \($0.name)." } ?? ""),
                en: "Lead “\(name)” reopened: it was called and no other lead is active."
                    + (owner.map { " Responsible is now \($0.name)." } ?? ""))
        case .activeLead:
            LocalizedText(
                uk: "Відкривати нічого: для номера вже є активний лід.",
                en: "Nothing to reopen: the number already has an active lead.")
        case .nothingToOpen:
            LocalizedText(
                uk: "Відкривати нічого: для номера немає програного чи неякісного ліда.",
                en: "Nothing to reopen: the number has no lost or junk lead.")
        case .switchedOff:
            LocalizedText(
                uk: "Ліда «\(name)» не відкрито: статус для автоматичного відкриття не вибрано.",
                en: "Lead “\(name)” not reopened: no status for reopening is chosen.")
        }
    }

    /// - Parameter most: leads an hour of unanswered outgoing calls that nobody asked for.
    static func create(
        _ verdict: RuleTable.CreationReason, _ facts: Facts, _ outcome: Call.Outcome, most: Int
    ) -> LocalizedText {
        let call = kind(facts.direction, outcome)
        return switch verdict {
        case .make:
            facts.client == nil
                ? LocalizedText(
                    uk: "Ліда створено: \(call.uk), номер без клієнта й активного ліда.",
                    en: "Lead created: \(call.en), the number has no client and no active lead.")
                : LocalizedText(
                    uk:
                        "Ліда створено: \(call.uk); клієнт відомий, але створення дозволено й тоді.",
                    en: "Lead created: \(call.en); the client is known, and that is allowed.")
        case .hidden:
            LocalizedText(
                uk: "Ліда не створено: номер приховано.", en: "No lead: the number is hidden.")
        case .own:
            LocalizedText(
                uk: "Ліда не створено: номер – власна лінія компанії.",
                en: "No lead: the number is the company’s own line.")
        case .short:
            LocalizedText(
                uk: "Ліда не створено: номер короткий.", en: "No lead: the number is short.")
        case .unreadable:
            LocalizedText(
                uk: "Ліда не створено: номер неповний або з помилкою.",
                en: "No lead: the number is incomplete or misspelt.")
        case .activeLead:
            LocalizedText(
                uk: "Ліда не створено: уже є активний лід «\(facts.activeLead?.name ?? "")».",
                en: "No lead: lead “\(facts.activeLead?.name ?? "")” is already active.")
        case .switchedOff:
            LocalizedText(
                uk: "Ліда не створено: правило для випадку «\(call.uk)» вимкнено.",
                en: "No lead: the rule for “\(call.en)” is off.")
        case .beforeConnection:
            LocalizedText(
                uk: """
                    Ліда не створено: дзвінок відомий лише з історії Phonet і був до підключення, а \
                    такі дзвінки лідів не створюють.
                    """,
                en: """
                    No lead: the call is known only from Phonet’s history and was before the \
                    connection; such calls make no leads.
                    """)
        case .talkedSince:
            LocalizedText(
                uk: """
                    Ліда не створено: дзвінок відомий лише з історії Phonet, а з цим номером відтоді \
                    вже розмовляли.
                    """,
                en: """
                    No lead: the call is known only from Phonet’s history, and the number was talked \
                    to since.
                    """)
        case .flood:
            LocalizedText(
                uk: """
                    Ліда не створено: за годину до цього вихідні дзвінки без відповіді, яких ніхто тут \
                    не замовляв, уже створили \(most), а більше не дозволено.
                    """,
                en: """
                    No lead: in the hour before, unanswered outgoing calls that nobody asked for here \
                    made \(most) already, and more are not allowed.
                    """)
        case .clientKnown:
            LocalizedText(
                uk: "Ліда не створено: номер належить клієнту «\(facts.client?.name ?? "")».",
                en: "No lead: the number belongs to client “\(facts.client?.name ?? "")”.")
        }
    }

    /// - Parameter line: a line with a list of its own.
    static func ownList(_ line: Line) -> LocalizedText {
        LocalizedText(
            uk: " Список співробітників – власний у лінії «\(line.shown)».",
            en: " The list of employees is that of line “\(line.shown)”.")
    }

    /// - Parameter employee: who is responsible now; nil: the same as before.
    static func correct(to employee: Employee?) -> LocalizedText {
        guard let employee else {
            return LocalizedText(
                uk: "Ліда узгоджено з дзвінком: змінено джерело, відповідальний той самий.",
                en: "The lead follows the call: another source, the same responsible.")
        }
        return LocalizedText(
            uk: "Ліда узгоджено з дзвінком: відповідальний — \(employee.name).",
            en: "The lead follows the call: responsible is \(employee.name).")
    }

    static let correctedToNobody = LocalizedText(
        uk: """
            Ліда узгоджено з дзвінком: розподіл вимкнено, а телефон дзвонив не в одного співробітника, \
            тож відповідального немає.
            """,
        en: """
            The lead follows the call: distribution is off and not exactly one employee was rung, so \
            nobody is responsible.
            """)

    /// Rule R, taken back.
    static let closedAgain = LocalizedText(
        uk: """
            Ліда знову закрито: його відкрила частина дзвінка, а сам дзвінок не був вихідним на цей \
            номер.
            """,
        en: """
            The lead is closed again: a part of the call had reopened it, and the call itself was no \
            outgoing one to this number.
            """)

    static func rung(_ employee: Employee?) -> LocalizedText {
        guard let employee else {
            return LocalizedText(
                uk:
                    "Розподіл вимкнено, і телефонували не одному співробітнику: відповідального немає.",
                en: "Distribution is off and not exactly one employee was rung: nobody responsible."
            )
        }
        return LocalizedText(
            uk: "Розподіл вимкнено: відповідальний — \(employee.name), чий телефон дзвонив.",
            en: "Distribution is off: \(employee.name), whose phone rang, is responsible.")
    }

    static func firstAdmin(_ admin: Employee, of client: Client) -> LocalizedText {
        LocalizedText(
            uk: """
                Дзвінок клієнта «\(client.name)» не розподіляється: лід дістається першому активному \
                адміністратору клієнта – \(admin.name).
                """,
            en: """
                Calls of client “\(client.name)” are not distributed: the lead goes to the client’s \
                first active admin, \(admin.name).
                """)
    }

    static func formerOwner(_ employee: Employee) -> LocalizedText {
        LocalizedText(
            uk: "Без черги: закритого ліда з цим номером вів співробітник \(employee.name).",
            en: "Before the turn: \(employee.name) was the employee of the number’s closed lead.")
    }

    static func distributed(
        _ mode: DistributionMode, to employee: Employee?, nobodyOnline: Bool, listIsInactive: Bool
    ) -> LocalizedText {
        let turn = turn(mode, to: employee, nobodyOnline: nobodyOnline)
        guard listIsInactive else { return turn }
        return LocalizedText(
            uk: "Ніхто зі списку розподілу вже не працює, тож черга між усіма. \(turn.uk)",
            en: "Nobody in the distribution list is active, so all take turns. \(turn.en)")
    }

    private static func turn(
        _ mode: DistributionMode, to employee: Employee?, nobodyOnline: Bool
    ) -> LocalizedText {
        guard let employee else {
            return LocalizedText(
                uk: "Немає жодного активного співробітника для розподілу.",
                en: "There is no active employee to share leads out to.")
        }
        switch (mode, nobodyOnline) {
        case (.active, false):
            return LocalizedText(
                uk:
                    """
                    Активний розподіл: серед тих, хто онлайн, наступний у черзі співробітник — \
                    \(employee.name).
                    """,
                en: "Active distribution: the next employee of those online is \(employee.name).")
        case (.active, true):
            return LocalizedText(
                uk:
                    "Активний розподіл: онлайн нікого, тож рівномірно; наступний у черзі — \(employee.name).",
                en: "Active distribution: nobody is online, so evenly: \(employee.name)’s turn.")
        case (.even, _), (.off, _):
            return LocalizedText(
                uk: "Рівномірний розподіл: наступний у черзі співробітник — \(employee.name).",
                en: "Even distribution: the next employee is \(employee.name).")
        }
    }

    static func told(_ people: [Employee]) -> LocalizedText {
        guard !people.isEmpty else {
            return LocalizedText(
                uk: "Сповіщати нікого: за налаштуваннями отримувачів немає.",
                en: "No notices: the settings name no recipient.")
        }
        let names = people.map(\.name).joined(separator: ", ")
        return LocalizedText(uk: "Сповіщення для: \(names).", en: "Notices for: \(names).")
    }

    /// - Parameters:
    ///   - isOn: whether missed calls of unknown numbers are told at all.
    ///   - instead: the call has a client or a lead, and nobody is responsible for it.
    static func chosen(_ people: [Employee], isOn: Bool, instead: Bool) -> LocalizedText? {
        if people.isEmpty, isOn {
            return LocalizedText(
                uk: "Сповіщати нікого: серед обраних співробітників немає активних.",
                en: "No notices: none of the chosen employees is active.")
        }
        guard instead else { return nil }
        if people.isEmpty { return nobodyResponsible }
        let told = told(people)
        return LocalizedText(
            uk: "Відповідального немає, тож сповіщено обраних. \(told.uk)",
            en: "Nobody is responsible, so notices go to those chosen. \(told.en)")
    }

    static let nobodyResponsible = LocalizedText(
        uk: "Сповіщати нікого: за клієнта чи ліда ніхто не відповідальний.",
        en: "No notices: nobody is responsible for the client or the lead.")

    static func contact(_ contact: CallerContact) -> LocalizedText {
        switch contact {
        case .conversation:
            LocalizedText(
                uk: "Сповіщати не треба: з цим номером розмовляють або вже поговорили.",
                en: "No notices needed: somebody talks with this number or has talked since.")
        case .stillRinging:
            LocalizedText(
                uk: "Сповіщати зарано: той самий номер ще дзвонить в іншому виклику.",
                en: "Too early for notices: the same number still rings in another call.")
        }
    }

    static func notice(_ kind: NoticeKind, _ facts: Facts) -> LocalizedText {
        let (who, line) = (caller(facts), on(facts))
        return switch kind {
        case .incomingCall:
            LocalizedText(
                uk: "Вхідний дзвінок: \(who.uk)\(line.uk)", en: "Incoming call: \(who.en)\(line.en)"
            )
        case .missedCall:
            LocalizedText(
                uk: "Пропущений дзвінок: \(who.uk)\(line.uk)",
                en: "Missed call: \(who.en)\(line.en)")
        case .leadAssigned:
            LocalizedText(
                uk: "Вам призначено ліда: \(who.uk)", en: "A lead was assigned to you: \(who.en)")
        }
    }

    static func answered(_ facts: Facts) -> LocalizedText {
        let who = caller(facts)
        let person = facts.employee?.name ?? facts.extension
        return LocalizedText(
            uk: "Прийнятий дзвінок: \(who.uk)" + (person.map { ". Співробітник: \($0)" } ?? ""),
            en: "Answered call: \(who.en)" + (person.map { ". Employee: \($0)" } ?? ""))
    }

    static func talking(_ facts: Facts) -> LocalizedText {
        let who = caller(facts)
        let person = facts.employee?.name ?? facts.extension
        return LocalizedText(
            uk: "Розмова триває: \(who.uk)" + (person.map { " — на зв’язку \($0)" } ?? ""),
            en: "Talking now: \(who.en)" + (person.map { ", with \($0)" } ?? ""))
    }

    /// The line where it has a name, as people know it.
    private static func on(_ facts: Facts) -> LocalizedText {
        guard let line = facts.lineName else { return LocalizedText(uk: "", en: "") }
        return LocalizedText(uk: " (лінія «\(line)»)", en: " (line “\(line)”)")
    }

    private static func caller(_ facts: Facts) -> LocalizedText {
        if facts.number.numberClass == .own { return CommonStrings.ownLine(facts.number.grouped) }
        let number =
            facts.number.e164 ?? (facts.number.numberClass == .hidden ? nil : facts.number.raw)
        let name = facts.client?.name ?? facts.activeLead?.name
        guard let number else {
            return LocalizedText(uk: name ?? "номер приховано", en: name ?? "hidden number")
        }
        let text = name.map { $0 == number ? number : "\($0), \(number)" } ?? number
        return LocalizedText(uk: text, en: text)
    }

    private static func kind(_ direction: Facts.Direction, _ outcome: Call.Outcome) -> LocalizedText
    {
        switch (direction, outcome) {
        case (.incoming, .answered):
            LocalizedText(uk: "прийнятий вхідний дзвінок", en: "answered incoming call")
        case (.incoming, .missed):
            LocalizedText(uk: "пропущений вхідний дзвінок", en: "missed incoming call")
        case (.outgoing, .answered):
            LocalizedText(uk: "прийнятий вихідний дзвінок", en: "answered outgoing call")
        case (.outgoing, .missed):
            LocalizedText(uk: "пропущений вихідний дзвінок", en: "missed outgoing call")
        }
    }
}

extension LocalizedText {
    /// The sentence, and that the line's own rule decided; nil: the company's did.
    func of(_ line: Line?) -> LocalizedText {
        guard let line else { return self }
        return LocalizedText(
            uk: "\(uk) Діє власне правило лінії «\(line.shown)».",
            en: "\(en) By the own rule of line “\(line.shown)”.")
    }
}
