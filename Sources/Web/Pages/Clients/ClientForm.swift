import CallRules
import Store

/// The form of a client's contact card as typed.
struct ClientForm: TypedContact {
    var name = ""
    var company = ""
    var phones: [String] = []
    /// The first responsible employee; nil: none.
    var first: Employee.ID?
    /// The other responsible employees.
    var others: [Employee.ID] = []
    var externalID = ""

    init() {}

    init(_ details: ClientDetails) {
        name = details.name
        company = details.company ?? ""
        phones = details.phones.map(\.grouped)
        first = details.adminIDs.first
        others = Array(details.adminIDs.dropFirst())
        externalID = details.externalID ?? ""
    }

    init(_ form: Form) {
        name = form["name"] ?? ""
        company = form["company"] ?? ""
        phones = PhoneFields.typed(form)
        first = form["first_admin"].flatMap { Int64($0) }.map { Employee.ID($0) }
        others = form.all("admin_employee_ids").compactMap { Int64($0) }.map { Employee.ID($0) }
            .filter { $0 != first }
        externalID = form["external_id"] ?? ""
    }

    /// Empty fields become nil. Known admins keep their order.
    func put(into details: inout ClientDetails) {
        let kept = details.adminIDs.filter { others.contains($0) }
        details.name = name
        details.company = company.isEmpty ? nil : company
        details.phones = phones.map { PhoneNumber($0) }
        details.adminIDs =
            [first].compactMap(\.self) + kept + others.filter { !kept.contains($0) }
        details.externalID = externalID.isEmpty ? nil : externalID
    }

    /// Labels by field name.
    static let labels: [String: LocalizedText] = [
        "name": CommonStrings.name, "company": CommonStrings.company,
        "phones": CommonStrings.numbers,
        "first_admin": ClientStrings.firstAdmin, "admin_employee_ids": ClientStrings.otherAdmins,
        "external_id": CommonStrings.externalId,
    ]

    /// Every field with its value in words, by field name.
    func shown(_ names: SettingValue) -> SavedMeanwhile.Fields {
        [
            ("name", name), ("company", company),
            ("phones", phones.map { PhoneNumber($0).grouped }.joined(separator: ", ")),
            ("first_admin", first.map { names.employee($0.value) } ?? ""),
            (
                "admin_employee_ids",
                others.sorted().map { names.employee($0.value) }.joined(separator: ", ")
            ),
            ("external_id", externalID),
        ]
    }

    func fields(_ problems: [FieldProblem], _ choices: SettingChoices, _ localize: Localizer)
        -> HTML
    {
        ClientFields(form: self, problems: problems, choices: choices, localize: localize).html
    }
}

/// The form controls.
struct ClientFields {
    let form: ClientForm
    let problems: [FieldProblem]
    let choices: SettingChoices
    let localize: Localizer

    private typealias Strings = ClientStrings

    var html: HTML {
        """
        \(TextField(
            name: "name", label: localize(CommonStrings.name), value: form.name, problem: problem("name"),
            isRequired: true
        ).html)
        \(TextField(
            name: "company", label: localize(CommonStrings.company), value: form.company,
            problem: problem("company")
        ).html)
        \(PhoneFields(
            phones: form.phones, localize: localize, help: localize(Strings.phonesHelp), problem: problem("phones")
        ).html)
        \(PersonChoice(
            name: "first_admin", label: localize(Strings.firstAdmin), nobody: localize(CommonStrings.nobody),
            chosen: form.first, choices: choices, help: localize(Strings.firstAdminHelp),
            problem: problem("first_admin")
        ).html)
        \(admins)
        \(TextField(
            name: "external_id", label: localize(CommonStrings.externalId), value: form.externalID,
            help: localize(Strings.externalIDHelp), problem: problem("external_id")
        ).html)
        """
    }

    private var admins: HTML {
        Picker(
            name: "admin_employee_ids", legend: localize(Strings.otherAdmins),
            options: choices.employees(including: form.others).map {
                Picker.Option(
                    value: "\($0.id.value)", label: $0.details.name, detail: $0.details.extension)
            },
            chosen: Set(form.others.map { "\($0.value)" }), search: localize(Strings.findEmployee),
            nobody: localize(CommonStrings.noEmployeesYet), problem: problem("admin_employee_ids")
        ).html
    }

    private func problem(_ field: String) -> String? {
        problems[field].map(localize.callAsFunction)
    }
}

/// A choice of one active employee or none.
struct PersonChoice {
    let name: String
    let label: String
    /// The label of the empty option.
    let nobody: String
    let chosen: Employee.ID?
    let choices: SettingChoices
    var help: String?
    var problem: String?

    var html: HTML {
        let people = choices.employees(including: [chosen].compactMap(\.self)).map {
            Choice.Option(value: "\($0.id.value)", label: $0.details.name)
        }
        return Choice(
            name: name, label: label, options: [Choice.Option(value: "", label: nobody)] + people,
            chosen: chosen.map { "\($0.value)" } ?? "", help: help, problem: problem
        ).html
    }
}

extension SettingChoices {
    /// Active employees, and inactive ones who are already chosen.
    func employees(including chosen: [Employee.ID]) -> [EmployeeRow] {
        employees.filter { $0.details.active || chosen.contains($0.id) }
    }
}
