/// A control that selects one of several values: a drop-down list.
struct Choice {
    let name: String
    let label: String
    let options: [Option]
    var chosen: String?
    var help: String?
    var problem: String?

    struct Option {
        let value: String
        let label: String
    }

    var html: HTML {
        let frame = FieldLayout(name: name, label: label, help: help, problem: problem)
        return frame.html(
            around: """
                <select id="field-\(name)" name="\(name)"\(.describedBy, frame.describedBy)\
                \(.invalid, problem == nil ? nil : "true")>\(options.map(option))</select>
                """)
    }

    private func option(_ option: Option) -> HTML {
        """
        <option value="\(option.value)"\(.selected, if: option.value == chosen)>\(option.label)</option>
        """
    }
}

/// A control that selects one of a few values: radio buttons, each with a line of help.
struct RadioCards {
    let name: String
    let legend: String
    var help: String?
    let cards: [Card]
    var chosen: String?
    var problem: String?

    struct Card {
        let value: String
        let label: String
        var help: String?
    }

    var html: HTML {
        """
        <fieldset class="cards" id="field-\(name)"><legend>\(legend)</legend>
        \(cards.map(card))
        \(FieldLayout(name: name, label: legend, help: help, problem: problem).notes)
        </fieldset>
        """
    }

    private func card(_ card: Card) -> HTML {
        """
        <label class="card"><input type="radio" name="\(name)" value="\(card.value)"\
        \(.checked, if: card.value == chosen)><span><b>\(card.label)</b>\
        \(card.help.map { "<small>\($0)</small>" as HTML })</span></label>
        """
    }
}
