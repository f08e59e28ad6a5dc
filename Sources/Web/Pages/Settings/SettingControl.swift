import CallRules
import Store

/// The form control of one setting, by its kind.
struct SettingControl {
    let page: SettingsPage
    let field: SettingField
    /// The controls indented under a switch; nil: none.
    var nested: HTML?

    private var localize: Localizer { page.visitor.localizer }
    private var words: SettingStrings { .of(field.key) }
    private var label: String { localize(words.label) }
    private var help: String {
        guard case .secret(let path) = field.kind,
            let saved = SettingField.masked(page.saved[keyPath: path])
        else { return localize(words.help) }
        return "\(localize(words.help)) \(localize(SettingControlStrings.savedKey)) \(saved)"
    }
    private var problem: String? { page.problems[field.key].map { localize($0) } }
    private var text: String { page.typed.text(field.key) }

    var html: HTML {
        switch field.kind {
        case .truth:
            Switch(
                name: field.key, label: label, isOn: page.typed.isOn(field.key), help: help,
                problem: problem, warning: warning, nested: nested
            ).html
        case .number(_, let limits): textField(.number(limits))
        case .days: textField(.number(0...Retention.maxDays))
        case .domain: textField(.text, placeholder: "vitryla.phonet.com.ua")
        case .timezone: textField(.text, placeholder: "Europe/Kyiv")
        case .urlTemplate: textField(.text, placeholder: "https://crm.example.com/clients/{id}")
        case .networks: textField(.lines(5))
        case .origins: textField(.lines(2), placeholder: "https://crm.example.com")
        case .secret: textField(.text)
        case .employees: picker
        case .source: choice(page.choices.sources.map { ($0.id.value, $0.name) })
        case .reopenStatus:
            choice(
                page.choices.statuses.filter { $0.kind == .active }.map { ($0.id.value, $0.name) },
                none: SettingControlStrings.noStatus)
        case .reopenedOwner:
            Choice(
                name: field.key, label: label,
                options: ReopenedLeadOwner.allCases.map {
                    Choice.Option(value: $0.rawValue, label: localize(SettingValue.name(of: $0)))
                },
                chosen: text, help: help, problem: problem
            ).html
        case .role:
            Choice(
                name: field.key, label: label,
                options: Employee.Role.allCases.map {
                    Choice.Option(value: $0.rawValue, label: localize(EmployeeStrings.role($0)))
                },
                chosen: text, help: help, problem: problem
            ).html
        case .mode: modes
        case .sight: sights
        case .language:
            Choice(
                name: field.key, label: label,
                options: Language.allCases.map {
                    Choice.Option(value: $0.rawValue, label: localize(SettingValue.name(of: $0)))
                },
                chosen: text, help: help, problem: problem
            ).html
        case .outsideHours:
            Choice(
                name: field.key, label: label,
                options: NoticesOutsideHours.allCases.map {
                    Choice.Option(value: $0.rawValue, label: localize(SettingValue.name(of: $0)))
                },
                chosen: text, help: help, problem: problem
            ).html
        case .week:
            WeekEditor(
                name: field.key, legend: label, localize: localize,
                typed: TypedWeek(page.typed.values[field.key] ?? []),
                modes: [.always, .own], help: help, problem: problem
            ).html
        case .exceptions:
            ExceptionsEditor(
                name: field.key, legend: label, localize: localize,
                typed: TypedExceptions(page.typed.values[field.key] ?? []), help: help,
                problem: problem
            ).html
        }
    }

    private func textField(_ kind: TextField.Kind, placeholder: String? = nil) -> HTML {
        TextField(
            name: field.key, label: label, value: text, help: help, problem: problem, kind: kind,
            placeholder: placeholder
        ).html
    }

    /// The list, with a field for the name of a new entry.
    private func choice(_ rows: [(id: Int64, name: String)], none: LocalizedText? = nil) -> HTML {
        let new = field.key + TypedSettings.newSuffix
        let empty = none.map { [Choice.Option(value: "", label: localize($0))] } ?? []
        let list = Choice(
            name: field.key, label: label,
            options: empty + rows.map { Choice.Option(value: String($0.id), label: $0.name) },
            // The line below says that one can be added.
            chosen: text, help: none == nil ? nil : help, problem: problem)
        let typed = page.typed.newName(field.key)
        let name = TextField(name: new, label: localize(CommonStrings.title), value: typed)
        let adding =
            none == nil ? SettingControlStrings.newSource : SettingControlStrings.newStatus
        return """
            \(list.html)<details class="adding"\(.open, if: !typed.isEmpty)>\
            <summary>\(localize(adding))</summary>\(name.html)</details>
            """
    }

    private var picker: HTML {
        let chosen = page.typed.chosen(field.key)
        let people = page.choices.employees.filter {
            $0.details.active || chosen.contains(String($0.id.value))
        }
        return Picker(
            name: field.key, legend: label, options: people.map(option), chosen: chosen,
            search: localize(SettingControlStrings.search),
            nobody: localize(CommonStrings.noEmployeesYet),
            summary: localize(SettingControlStrings.noOneChosen),
            help: help, problem: problem ?? idleList
        ).html
    }

    /// The warning that nobody in the list is active; nil: somebody is, or nobody is chosen.
    private var idleList: String? {
        let ids = page.typed.employees(field.key)
        guard !ids.isEmpty, page.choices.activeEmployees.isDisjoint(with: ids) else { return nil }
        return localize(EmployeeLists.warning(field.id))
    }

    /// The warning that the switch is on and reaches nobody; nil: nothing can hinder it, or something is
    /// wrong with it anyhow.
    private var warning: HTML? {
        guard problem == nil else { return nil }
        return SwitchReach(field.id, on: page)?.html(isOn: page.typed.isOn(field.key), on: page)
    }

    private func option(_ person: EmployeeRow) -> Picker.Option {
        let state = person.details.active ? [] : [localize(CommonStrings.inactive)]
        let details = [person.details.extension].compactMap { $0 } + state
        return Picker.Option(
            value: String(person.id.value), label: person.details.name,
            detail: details.isEmpty ? nil : details.joined(separator: ", "))
    }

    private var sights: HTML {
        RadioCards(
            name: field.key, legend: label, help: help,
            cards: EmployeesSee.allCases.map { sight in
                RadioCards.Card(
                    value: sight.rawValue, label: localize(SettingValue.name(of: sight)),
                    help: localize(SettingControlStrings.meaning(of: sight)))
            },
            chosen: text, problem: problem
        ).html
    }

    private var modes: HTML {
        RadioCards(
            name: field.key, legend: label,
            cards: DistributionMode.allCases.map { mode in
                RadioCards.Card(
                    value: mode.rawValue, label: localize(SettingValue.name(of: mode)),
                    help: page.meaning(of: mode))
            },
            chosen: text, problem: problem
        ).html
    }
}

/// The texts of controls that belong to no key.
enum SettingControlStrings {
    static func meaning(of sight: EmployeesSee) -> LocalizedText {
        switch sight {
        case .all:
            LocalizedText(
                uk: "Дзвінки, клієнти, ліди та статистика всієї компанії.",
                en: "Calls, clients, leads and statistics of the whole company.")
        case .own:
            LocalizedText(
                uk: """
                    Дзвінки, у яких брали участь або про які мали сповіщення; клієнти, де вони \
                    адміністратори; ліди, де вони відповідальні, і дзвінки цих клієнтів та лідів. А ще \
                    те, що не належить нікому. Хто телефонує їм самим, бачать завжди.
                    """,
                en: """
                    Calls they took part in or got a notice of; clients where they are admins; leads \
                    where they are responsible, and the calls of these clients and leads. And what \
                    nobody owns. Who calls them they always see.
                    """)
        }
    }

    static let noOneChosen = LocalizedText(uk: "Нікого не вибрано", en: "Nobody is chosen")
    static let noStatus = LocalizedText(
        uk: "Не відкривати знову", en: "Do not reopen")
    static let newSource = LocalizedText(
        uk: "Або додайте нове джерело", en: "Or add a new source")
    static let newStatus = LocalizedText(
        uk: "Або додайте новий статус", en: "Or add a new status")
    static let search = LocalizedText(
        uk: "Пошук за ім’ям або номером", en: "Search by name or number")
    static let savedKey = LocalizedText(
        uk: "Порожнє поле залишає збережений ключ", en: "An empty field keeps the saved key")
}
