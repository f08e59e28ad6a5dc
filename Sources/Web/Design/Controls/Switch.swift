/// Yes or no, with what it means; others that only matter with it stand indented under it.
struct Switch {
    let name: String
    let label: String
    var isOn = false
    var help: String?
    var problem: String?
    /// What depends on it.
    var nested: HTML?

    var html: HTML {
        let frame = FieldLayout(name: name, label: label, help: help, problem: problem)
        return """
            <div class="switch\(problem == nil ? "" : " wrong")">
            <label for="field-\(name)"><input type="checkbox" role="switch" id="field-\(name)" \
            name="\(name)" value="1"\(.checked, if: isOn)\(.describedBy, frame.describedBy)>\
            <span>\(label)</span></label>
            \(frame.notes)
            \(nested.map { "<div class=\"nested\">\($0)</div>" as HTML })
            </div>
            """
    }
}
