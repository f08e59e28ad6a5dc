/// A control that selects several values: checkboxes in a scrolling list. The script adds a search
/// field.
struct Picker {
    let name: String
    let legend: String
    let options: [Option]
    let chosen: Set<String>
    /// The placeholder of the search field.
    let search: String
    /// The text shown instead of an empty list.
    let nobody: String
    /// What the folded list says when nobody is chosen; nil: the list is not folded.
    var summary: String?
    var help: String?
    var problem: String?

    struct Option {
        let value: String
        let label: String
        /// A note beside the label, such as an extension.
        var detail: String?
    }

    var html: HTML {
        let frame = FieldLayout(name: name, label: legend, help: help, problem: problem)
        return """
            <fieldset class="picker" id="field-\(name)"\(.describedBy, frame.describedBy)\
            \(.dataFilter, search)><legend>\(legend)</legend>
            \(options.isEmpty ? "<p class=\"empty\">\(nobody)</p>" : list)
            \(frame.notes)
            </fieldset>
            """
    }

    private var list: HTML {
        let list: HTML = "<ul>\(options.map(item))</ul>"
        guard let summary else { return list }
        let names = options.filter { chosen.contains($0.value) }.map(\.label)
        return """
            <details\(.open, if: problem != nil)><summary data-nobody="\(summary)">\
            \(names.isEmpty ? summary : names.joined(separator: ", "))</summary>\(list)</details>
            """
    }

    private func item(_ option: Option) -> HTML {
        """
        <li><label><input type="checkbox" name="\(name)" value="\(option.value)"\
        \(.checked, if: chosen.contains(option.value))><span>\(option.label)</span>\
        \(option.detail.map { "<small>\($0)</small>" as HTML })</label></li>
        """
    }
}
