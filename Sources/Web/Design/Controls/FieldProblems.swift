import CallRules
import Store

// The validation messages of a form.

extension [FieldProblem] {
    /// The first validation message of a field; nil when it has none.
    subscript(_ field: String) -> LocalizedText? { first { $0.field == field }?.message }

    /// The note at the top of a form: the number of errors, and a link to each field.
    ///
    /// - Parameter labels: the labels of the fields, by field name. A field without a label is not
    ///   named.
    /// - Returns: nil when there are no errors.
    func summary(_ localize: Localizer, labels: [String: LocalizedText]) -> HTML? {
        guard !isEmpty else { return nil }
        let items = map { problem in
            let label = labels[problem.field].map(localize.callAsFunction)
            let text =
                label.map { "\($0): \(localize(problem.message))" } ?? localize(problem.message)
            return "<li><a href=\"#field-\(problem.field)\">\(text)</a></li>" as HTML
        }
        return """
            <div class="problems" role="alert" tabindex="-1" data-focus>
            <p>\(Icon.warning.html) \(localize(FieldProblem.notSaved)) \(localize(count, .validationMessages)).</p>
            <ul>\(items)</ul></div>
            """
    }
}

extension FieldProblem {
    fileprivate static let notSaved = LocalizedText(uk: "Не збережено:", en: "Not saved:")
}

/// The layout of a field: label above the control, help and validation message below.
struct FieldLayout {
    let name: String
    let label: String
    var help: String?
    var problem: String?

    /// The value of the control's `aria-describedby`; nil when there is neither help nor message.
    var describedBy: String? {
        let ids = [help.map { _ in "help-\(name)" }, problem.map { _ in "problem-\(name)" }]
            .compactMap { $0 }
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }

    /// The field with its control, whose id must be `field-NAME`.
    func html(around control: HTML) -> HTML {
        """
        <div class="field\(problem == nil ? "" : " wrong")">
        <label for="field-\(name)">\(label)</label>
        \(control)
        \(notes)
        </div>
        """
    }

    /// The lines with the help and the validation message.
    var notes: HTML {
        """
        \(help.map { "<p class=\"help\" id=\"help-\(name)\">\($0)</p>" as HTML })\
        \(problem.map { "<p class=\"problem\" id=\"problem-\(name)\">\(Icon.warning.html) \($0)</p>" as HTML })
        """
    }
}
