import CallRules
import Store

/// The form of a webhook endpoint, as typed.
struct CRMForm {
    var url = ""
    var description = ""
    var takesAll = true
    var types: Set<EventType> = []
    var isOn = true

    init() {}

    init(_ details: WebhookEndpointDetails) {
        url = details.url
        description = details.description
        isOn = details.isOn
        switch details.types {
        case .all: takesAll = true
        case .some(let some): (takesAll, types) = (false, some)
        }
    }

    init(_ form: Form) {
        url = form["url"] ?? ""
        description = form["description"] ?? ""
        takesAll = form.isTicked("all")
        types = Set(form.all("type").compactMap(EventType.init))
        isOn = form.isTicked("on")
    }

    /// Labels of the fields, by field name.
    static let labels: [String: LocalizedText] = [
        "url": CRMStrings.url, "description": CRMStrings.description, "types": CRMStrings.types,
    ]

    /// Puts what was typed into the details; the validation message of an address that cannot be used.
    func put(
        into details: inout WebhookEndpointDetails, _ gate: WebhookGate
    ) -> [FieldProblem] {
        details.description = description
        details.types = takesAll ? .all : .some(types)
        details.isOn = isOn
        do {
            details.url = try gate.address(url).text
            return []
        } catch {
            details.url = url
            return [FieldProblem("url", WebhookForm.sentence(error))]
        }
    }
}

/// The controls of the form.
struct CRMFields {
    let form: CRMForm
    let problems: [FieldProblem]
    let localize: Localizer

    private typealias Strings = CRMStrings

    var html: HTML {
        """
        \(TextField(
            name: "url", label: localize(Strings.url), value: form.url,
            help: localize(Strings.urlHelp), problem: problem("url"), kind: .url, isRequired: true
        ).html)
        \(TextField(
            name: "description", label: localize(Strings.description), value: form.description,
            help: localize(Strings.descriptionHelp), problem: problem("description")
        ).html)
        \(Switch(
            name: "on", label: localize(Strings.isOn), isOn: form.isOn,
            help: localize(Strings.isOnHelp)
        ).html)
        <fieldset class="cards" id="field-types"><legend>\(localize(Strings.types))</legend>
        \(Switch(
            name: "all", label: localize(Strings.all), isOn: form.takesAll,
            help: localize(Strings.allHelp)
        ).html)
        <div class="ticks">\(EventType.allCases.filter { $0 != .test }.map(tick))</div>
        \(FieldLayout(
            name: "types", label: localize(Strings.types), problem: problem("types")
        ).notes)
        </fieldset>
        """
    }

    private func tick(_ type: EventType) -> HTML {
        """
        <label class="tick"><input type="checkbox" name="type" value="\(type.rawValue)"\
        \(.checked, if: form.types.contains(type))> <span>\(localize(Strings.type(type))) \
        <small class="code">\(type.rawValue)</small></span></label>
        """
    }

    private func problem(_ field: String) -> String? {
        problems[field].map(localize.callAsFunction)
    }
}
