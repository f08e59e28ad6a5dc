import CallRules
import Store

/// The form of an employee's card, as typed.
struct EmployeeForm {
    var name = ""
    var number = ""
    var email = ""
    var role = Employee.Role.employee
    var rights = EmployeeDetails().rights
    /// Nil: the language of the settings.
    var language: Language?
    var active = true
    var externalID = ""

    init() {}

    init(_ details: EmployeeDetails) {
        name = details.name
        number = details.extension ?? ""
        email = details.email ?? ""
        role = details.role
        rights = details.rights
        language = details.language
        active = details.active
        externalID = details.externalID ?? ""
    }

    init(_ form: Form) {
        name = form["name"] ?? ""
        number = form["extension"] ?? ""
        email = form["email"] ?? ""
        role = form["role"].flatMap(Employee.Role.init) ?? .employee
        rights = Set(Viewer.Right.allCases.filter { form.isTicked("may_\($0.rawValue)") })
        language = form["language"].flatMap(Language.init)
        active = form.isTicked("active")
        externalID = form["external_id"] ?? ""
    }

    /// The details to save; empty fields become nil.
    func put(into details: inout EmployeeDetails) {
        details.name = name
        details.extension = number.isEmpty ? nil : number
        details.email = email.isEmpty ? nil : email
        details.role = role
        details.rights = rights
        details.language = language
        details.active = active
        details.externalID = externalID.isEmpty ? nil : externalID
    }

    /// Labels of the fields, by field name.
    static let labels: [String: LocalizedText] = [
        "name": CommonStrings.name, "extension": CommonStrings.extensionNumber,
        "email": CommonStrings.email, "role": CommonStrings.role,
        "may_listen": EmployeeStrings.right(.listen), "may_export": EmployeeStrings.right(.export),
        "may_delete": EmployeeStrings.right(.delete),
        "language": CommonStrings.language, "active": CommonStrings.active,
        "external_id": EmployeeStrings.externalID,
    ]

    /// The saved values of the fields that differ from what is typed.
    func differences(from saved: EmployeeDetails, _ localize: Localizer) -> [FieldProblem] {
        SavedMeanwhile.problems(
            shown(localize.language), EmployeeForm(saved).shown(localize.language), localize)
    }

    /// Every field with its value in words.
    private func shown(_ language: Language) -> SavedMeanwhile.Fields {
        [
            ("name", name), ("extension", number), ("email", email),
            ("role", shown(role, language)),
            ("may_listen", shown(rights.contains(.listen), language)),
            ("may_export", shown(rights.contains(.export), language)),
            ("may_delete", shown(rights.contains(.delete), language)),
            ("language", shown(self.language, language)),
            ("active", shown(active, language)), ("external_id", externalID),
        ]
    }

    private func shown(_ role: Employee.Role, _ language: Language) -> String {
        EmployeeStrings.role(role).text(language)
    }

    private func shown(_ choice: Language?, _ language: Language) -> String {
        (choice.map(EmployeeStrings.language) ?? EmployeeStrings.companyLanguage).text(language)
    }

    private func shown(_ truth: Bool, _ language: Language) -> String {
        (truth ? CommonStrings.yes : CommonStrings.no).text(language)
    }
}

/// The controls of the form.
struct EmployeeFields {
    let form: EmployeeForm
    /// They decide what the roles see.
    let settings: Settings
    let problems: [FieldProblem]
    let localize: Localizer

    private typealias Strings = EmployeeStrings

    var html: HTML {
        """
        \(text("name", CommonStrings.name, form.name, Strings.nameHelp, isRequired: true))
        \(text("extension", CommonStrings.extensionNumber, form.number, Strings.numberHelp))
        \(text("email", CommonStrings.email, form.email, Strings.emailHelp, .email))
        \(role)
        \(rights)
        \(language)
        \(Switch(
            name: "active", label: localize(CommonStrings.active), isOn: form.active,
            help: localize(Strings.activeHelp), problem: problem("active")
        ).html)
        \(text("external_id", Strings.externalID, form.externalID, Strings.externalIDHelp))
        """
    }

    private var role: HTML {
        RadioCards(
            name: "role", legend: localize(CommonStrings.role),
            cards: Employee.Role.allCases.map {
                RadioCards.Card(
                    value: $0.rawValue, label: localize(Strings.role($0)),
                    help: localize(Strings.sees($0, settings)))
            }, chosen: form.role.rawValue, problem: problem("role")
        ).html
    }

    private var rights: HTML {
        let switches = Viewer.Right.allCases.map { right in
            Switch(
                name: "may_\(right.rawValue)", label: localize(Strings.right(right)),
                isOn: form.rights.contains(right),
                help: localize(Strings.rightHelp(right, settings)),
                problem: problem("may_\(right.rawValue)")
            ).html
        }
        return """
            <fieldset class="rights"><legend>\(localize(Strings.rights))</legend>
            <p class="help">\(localize(Strings.rightsHelp))</p>\(switches)</fieldset>
            """
    }

    private var language: HTML {
        let company = Choice.Option(value: "", label: localize(Strings.companyLanguage))
        let own = Language.allCases.map {
            Choice.Option(value: $0.rawValue, label: localize(Strings.language($0)))
        }
        return Choice(
            name: "language", label: localize(CommonStrings.language), options: [company] + own,
            chosen: form.language?.rawValue ?? "", help: localize(Strings.languageHelp),
            problem: problem("language")
        ).html
    }

    private func text(
        _ name: String, _ label: LocalizedText, _ value: String, _ help: LocalizedText,
        _ kind: TextField.Kind = .text, isRequired: Bool = false
    ) -> HTML {
        TextField(
            name: name, label: localize(label), value: value, help: localize(help),
            problem: problem(name),
            kind: kind, isRequired: isRequired
        ).html
    }

    private func problem(_ field: String) -> String? {
        problems[field].map(localize.callAsFunction)
    }
}
