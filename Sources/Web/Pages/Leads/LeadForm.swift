import CallRules
import Store

/// The form of a lead's contact card as typed.
struct LeadForm: TypedContact {
    var name = ""
    var phones: [String] = []
    /// The status; nil: the default one.
    var status: LeadStatus.ID?
    var source: LeadSource.ID?
    var responsible: Employee.ID?
    var externalID = ""

    init() {}

    init(_ details: LeadDetails) {
        name = details.name
        phones = details.phones.map(\.grouped)
        status = details.statusID
        source = details.sourceID
        responsible = details.responsibleID
        externalID = details.externalID ?? ""
    }

    init(_ form: Form) {
        func id<ID: RowID>(_ name: String) -> ID? {
            form[name].flatMap { Int64($0) }.map { ID($0) }
        }
        name = form["name"] ?? ""
        phones = PhoneFields.typed(form)
        status = id("status_id")
        source = id("source_id")
        responsible = id("responsible_employee_id")
        externalID = form["external_id"] ?? ""
    }

    /// Empty fields become nil.
    func put(into details: inout LeadDetails) {
        details.name = name
        details.phones = phones.map { PhoneNumber($0) }
        details.statusID = status ?? details.statusID
        details.sourceID = source
        details.responsibleID = responsible
        details.externalID = externalID.isEmpty ? nil : externalID
    }

    /// Labels by field name.
    static let labels: [String: LocalizedText] = [
        "name": CommonStrings.title, "phones": CommonStrings.numbers,
        "status_id": CommonStrings.status,
        "source_id": CommonStrings.source, "responsible_employee_id": CommonStrings.responsible,
        "external_id": CommonStrings.externalId,
    ]

    /// Every field with its value in words, by field name.
    func shown(_ names: SettingValue) -> SavedMeanwhile.Fields {
        [
            ("name", name),
            ("phones", phones.map { PhoneNumber($0).grouped }.joined(separator: ", ")),
            ("status_id", status.map { names.status($0.value) } ?? ""),
            ("source_id", source.map { names.source($0.value) } ?? ""),
            (
                "responsible_employee_id",
                responsible.map { names.employee($0.value) } ?? ""
            ),
            ("external_id", externalID),
        ]
    }

    func fields(_ problems: [FieldProblem], _ choices: SettingChoices, _ localize: Localizer)
        -> HTML
    {
        LeadFields(form: self, problems: problems, choices: choices, localize: localize).html
    }
}

/// The form controls.
struct LeadFields {
    let form: LeadForm
    let problems: [FieldProblem]
    let choices: SettingChoices
    let localize: Localizer

    private typealias Strings = LeadStrings

    var html: HTML {
        """
        \(TextField(
            name: "name", label: localize(CommonStrings.title), value: form.name, problem: problem("name"),
            isRequired: true
        ).html)
        \(PhoneFields(
            phones: form.phones, localize: localize, help: localize(Strings.phonesHelp), problem: problem("phones")
        ).html)
        \(status)\(source)
        \(PersonChoice(
            name: "responsible_employee_id", label: localize(CommonStrings.responsible),
            nobody: localize(CommonStrings.nobody), chosen: form.responsible, choices: choices,
            problem: problem("responsible_employee_id")
        ).html)
        \(TextField(
            name: "external_id", label: localize(CommonStrings.externalId), value: form.externalID,
            help: localize(Strings.externalIDHelp), problem: problem("external_id")
        ).html)
        """
    }

    private var status: HTML {
        let standard = choices.statuses.first(where: \.isDefault)?.id
        return Choice(
            name: "status_id", label: localize(CommonStrings.status),
            options: choices.statuses.map {
                Choice.Option(value: "\($0.id.value)", label: $0.name)
            }, chosen: (form.status ?? standard).map { "\($0.value)" },
            problem: problem("status_id")
        ).html
    }

    private var source: HTML {
        let none = Choice.Option(value: "", label: localize(Strings.noSource))
        return Choice(
            name: "source_id", label: localize(CommonStrings.source),
            options: [none]
                + choices.sources.map { Choice.Option(value: "\($0.id.value)", label: $0.name) },
            chosen: form.source.map { "\($0.value)" } ?? "", problem: problem("source_id")
        ).html
    }

    private func problem(_ field: String) -> String? {
        problems[field].map(localize.callAsFunction)
    }
}
