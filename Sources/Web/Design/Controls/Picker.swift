/// Several of many, as boxes to tick in a list that scrolls; a script adds a field to search it.
struct Picker {
    let name: String
    let legend: String
    let options: [Option]
    let chosen: Set<String>
    /// Says what to type; the field is there only with a script.
    let search: String
    /// Stands in the place of the list when there is nobody to tick.
    let nobody: String
    var help: String?
    var problem: String?

    struct Option {
        let value: String
        let label: String
        /// Set apart from the label, as an internal number.
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

    private var list: HTML { "<ul>\(options.map(item))</ul>" }

    private func item(_ option: Option) -> HTML {
        """
        <li><label><input type="checkbox" name="\(name)" value="\(option.value)"\
        \(.checked, if: chosen.contains(option.value))><span>\(option.label)</span>\
        \(option.detail.map { "<small>\($0)</small>" as HTML })</label></li>
        """
    }
}
