/// A switch with label and help. The controls that depend on it are indented below it.
struct Switch {
    let name: String
    let label: String
    var isOn = false
    var help: String?
    var problem: String?
    /// A warning about the switch as it stands; nil: there is none.
    var warning: HTML?
    /// The controls that depend on the switch; nil: there are none.
    var nested: HTML?

    var html: HTML {
        let frame = FieldLayout(name: name, label: label, help: help, problem: problem)
        return """
            <div class="switch\(problem == nil ? "" : " wrong")">
            <label for="field-\(name)"><input type="checkbox" role="switch" id="field-\(name)" \
            name="\(name)" value="1"\(.checked, if: isOn)\(.describedBy, frame.describedBy)>\
            <span>\(label)</span></label>
            \(frame.notes)\(warning)
            \(nested.map { "<div class=\"nested\">\($0)</div>" as HTML })
            </div>
            """
    }
}
