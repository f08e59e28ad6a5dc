import CallRules
import Store

/// The fields of an employee's card as they were typed.
struct EmployeeForm {
    var name = ""
    var number = ""
    var email = ""
    var role = Employee.Role.employee
    /// Nil: as in the settings.
    var language: Language?
    var active = true
    var externalID = ""

    init() {}

    init(_ details: EmployeeDetails) {
        name = details.name
        number = details.extension ?? ""
        email = details.email ?? ""
        role = details.role
        language = details.language
        active = details.active
        externalID = details.externalID ?? ""
    }

    init(_ form: Form) {
        name = form["name"] ?? ""
        number = form["extension"] ?? ""
        email = form["email"] ?? ""
        role = form["role"].flatMap(Employee.Role.init) ?? .employee
        language = form["language"].flatMap(Language.init)
        active = form.isTicked("active")
        externalID = form["external_id"] ?? ""
    }

    /// What is to be saved; empty fields are none.
    func put(into details: inout EmployeeDetails) {
        details.name = name
        details.extension = number.isEmpty ? nil : number
        details.email = email.isEmpty ? nil : email
        details.role = role
        details.language = language
        details.active = active
        details.externalID = externalID.isEmpty ? nil : externalID
    }

    /// What the fields are called, by their names.
    static let labels: [String: Sentence] = [
        "name": EmployeesWords.name, "extension": EmployeesWords.number,
        "email": EmployeesWords.email, "role": EmployeesWords.role,
        "language": EmployeeWords.language, "active": EmployeeWords.activeLabel,
        "external_id": EmployeeWords.externalID,
    ]

    /// What somebody else has saved since, at the fields that differ from what is typed here.
    func differences(from saved: EmployeeDetails, _ say: Voice) -> Problems {
        SavedMeanwhile.problems(
            shown(say.language), EmployeeForm(saved).shown(say.language), say)
    }

    /// Every field in words.
    private func shown(_ language: Language) -> SavedMeanwhile.Fields {
        [
            ("name", name), ("extension", number), ("email", email),
            ("role", shown(role, language)), ("language", shown(self.language, language)),
            ("active", shown(active, language)), ("external_id", externalID),
        ]
    }

    private func shown(_ role: Employee.Role, _ language: Language) -> String {
        EmployeeWords.role(role).text(language)
    }

    private func shown(_ choice: Language?, _ language: Language) -> String {
        (choice.map(EmployeeWords.language) ?? EmployeeWords.companyLanguage).text(language)
    }

    private func shown(_ truth: Bool, _ language: Language) -> String {
        (truth ? EmployeeWords.yes : EmployeeWords.no).text(language)
    }
}

/// The fields as controls.
struct EmployeeFields {
    let form: EmployeeForm
    let problems: Problems
    let say: Voice

    private typealias Words = EmployeeWords

    var html: HTML {
        """
        \(text("name", EmployeesWords.name, form.name, Words.nameHelp, isRequired: true))
        \(text("extension", EmployeesWords.number, form.number, Words.numberHelp))
        \(text("email", EmployeesWords.email, form.email, Words.emailHelp, .email))
        \(role)
        \(language)
        \(Switch(
            name: "active", label: say(Words.activeLabel), isOn: form.active,
            help: say(Words.activeHelp), problem: problem("active")
        ).html)
        \(text("external_id", Words.externalID, form.externalID, Words.externalIDHelp))
        """
    }

    private var role: HTML {
        RadioCards(
            name: "role", legend: say(EmployeesWords.role),
            cards: Employee.Role.allCases.map {
                RadioCards.Card(
                    value: $0.rawValue, label: say(Words.role($0)), help: say(Words.roleHelp($0)))
            }, chosen: form.role.rawValue, problem: problem("role")
        ).html
    }

    private var language: HTML {
        let company = Choice.Option(value: "", label: say(Words.companyLanguage))
        let own = Language.allCases.map {
            Choice.Option(value: $0.rawValue, label: say(Words.language($0)))
        }
        return Choice(
            name: "language", label: say(Words.language), options: [company] + own,
            chosen: form.language?.rawValue ?? "", help: say(Words.languageHelp),
            problem: problem("language")
        ).html
    }

    private func text(
        _ name: String, _ label: Sentence, _ value: String, _ help: Sentence,
        _ kind: TextField.Kind = .text, isRequired: Bool = false
    ) -> HTML {
        TextField(
            name: name, label: say(label), value: value, help: say(help), problem: problem(name),
            kind: kind, isRequired: isRequired
        ).html
    }

    private func problem(_ field: String) -> String? { problems[field].map(say.callAsFunction) }
}
