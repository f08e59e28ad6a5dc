/// Icons beside words, drawn in the colour of the text. They are hidden from screen readers,
/// because the words beside them say the same.
enum Icon: String, CaseIterable {
    case settings, people, person, stages, question, number, history, check, cross, warning, copy
    case incoming, outgoing, `internal`, missed, online, offline, plus, up, down, key, trash, out
    case info, link, bell, pause, lock, phone, sound, download, hangUp, leads, clients, pencil
    case chart, shield, note, mute, pulse, line, more, calendar, filter, search, fold, screen

    /// The SVG element, on a grid of 20 × 20.
    var html: HTML {
        """
        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">\(shape)</svg>
        """
    }

    private static let handset: HTML =
        "<path d=\"M6.500 3.500 8.500 7 7 8.500c.8 2 2.500 3.700 4.500 4.500l1.500-1.500 3.500 2v2.500c0 .6-.4 1-1 1C9 17 3 11 3 4.500c0-.6.4-1 1-1z\"/>"

    private var shape: HTML {
        switch self {
        case .settings:
            """
            <path d="M4 6h6m4 0h2M4 14h2m4 0h6"/><circle cx="12" cy="6" r="2"/>\
            <circle cx="8" cy="14" r="2"/>
            """
        case .people:
            """
            <circle cx="7.5" cy="7" r="2.5"/><path d="M3 16c0-3 2-4.5 4.5-4.5S12 13 12 16"/>\
            <path d="M12.5 4.8a2.5 2.5 0 0 1 0 4.4M14 11.9c1.9.6 3 2 3 4.1"/>
            """
        case .person:
            "<circle cx=\"10\" cy=\"7\" r=\"3\"/><path d=\"M4 17c0-3.6 2.6-5.4 6-5.4s6 1.8 6 5.4\"/>"
        case .line:
            "<path d=\"M3 6h5.500l3 8H17M14.500 11.500 17 14l-2.500 2.500M11.500 6H17\"/>"
        case .screen:
            "<rect x=\"3\" y=\"4\" width=\"14\" height=\"9.500\" rx=\"1.500\"/><path d=\"M7 17h6M10 13.500V17\"/>"
        case .fold: "<path d=\"m5 7.500 5 5 5-5\"/>"
        case .stages: "<path d=\"M4 5h12M4 10h8M4 15h5\"/>"
        case .question:
            "<circle cx=\"10\" cy=\"10\" r=\"7\"/><path d=\"M8 8a2 2 0 1 1 2.6 1.9c-.5.2-.6.6-.6 1.1M10 13.6v.1\"/>"
        case .number: "<path d=\"M7.5 3 6 17M14 3l-1.500 14M3.500 7.500h13.500M3 12.500h13.500\"/>"
        case .history:
            "<path d=\"M3.500 10a6.500 6.500 0 1 0 2-4.700L3.500 7M3.500 3.500V7H7M10 6.500V10l2.500 1.500\"/>"
        case .check: "<path d=\"m4 10.500 4 4 8-9\"/>"
        case .cross: "<path d=\"m5 5 10 10M15 5 5 15\"/>"
        case .warning: "<path d=\"M10 3 2.500 16.500h15zM10 8v4M10 14.300v.1\"/>"
        case .copy:
            "<rect x=\"7\" y=\"7\" width=\"9.500\" height=\"9.500\" rx=\"1.500\"/><path d=\"M13 7V4.500A1 1 0 0 0 12 3.500H4.500a1 1 0 0 0-1 1V12a1 1 0 0 0 1 1H7\"/>"
        case .incoming: "<path d=\"M15.500 4.500 5 15M5 7v8h8\"/>"
        case .outgoing: "<path d=\"M4.500 15.500 15 5M7 5h8v8\"/>"
        case .internal: "<path d=\"M3.500 7h13m0 0-3-3m3 3-3 3M16.500 13h-13m0 0 3-3m-3 3 3 3\"/>"
        case .missed: "<path d=\"m4 5 6 6 6-6M16 9V5h-4M4 16h12\"/>"
        case .online: "<circle cx=\"10\" cy=\"10\" r=\"4\" class=\"filled\"/>"
        case .offline: "<circle cx=\"10\" cy=\"10\" r=\"4\"/>"
        case .plus: "<path d=\"M10 4v12M4 10h12\"/>"
        case .up: "<path d=\"M10 16V4M5 9l5-5 5 5\"/>"
        case .down: "<path d=\"M10 4v12M5 11l5 5 5-5\"/>"
        case .key:
            "<circle cx=\"7\" cy=\"13\" r=\"3.500\"/><path d=\"m9.500 10.500 7-7M13.500 6.500 16 9\"/>"
        case .trash: "<path d=\"M3.500 5.500h13M8 5.500V3.500h4v2M5 5.500l.8 11h8.400l.8-11\"/>"
        case .out:
            "<path d=\"M8 3.500H4.500a1 1 0 0 0-1 1v11a1 1 0 0 0 1 1H8M8 10h9m0 0-3-3m3 3-3 3\"/>"
        case .info: "<circle cx=\"10\" cy=\"10\" r=\"7\"/><path d=\"M10 9v5M10 6.300v.1\"/>"
        case .link:
            "<path d=\"M8.500 11.500a3 3 0 0 0 4.300 0l3-3a3 3 0 0 0-4.300-4.300l-1 1M11.500 8.500a3 3 0 0 0-4.300 0l-3 3a3 3 0 0 0 4.300 4.300l1-1\"/>"
        case .search: "<circle cx=\"9\" cy=\"9\" r=\"5\"/><path d=\"m12.800 12.800 4 4\"/>"
        case .phone:
            Icon.handset
        case .sound:
            "<path d=\"M3.500 8v4h3l4 3.500v-11l-4 3.500zM13.500 7.500a3.500 3.500 0 0 1 0 5M15.500 5.500a6.500 6.500 0 0 1 0 9\"/>"
        case .download: "<path d=\"M10 3.500v9m0 0-4-4m4 4 4-4M4 16.500h12\"/>"
        case .shield:
            "<path d=\"M10 2.500 16.500 5v5c0 4-2.800 6.500-6.500 7.500C6.300 16.500 3.500 14 3.500 10V5z\"/>"
        case .mute:
            "<path d=\"M3.500 8v4h3l4 3.500v-11l-4 3.500zM13.500 8l3.500 4M17 8l-3.500 4\"/>"
        case .note:
            "<path d=\"M4 3.500h12v8.500l-4.500 4.500H4zM11.500 16.500V12H16M7 7.500h6M7 10.500h3\"/>"
        case .leads: "<path d=\"M3.500 4.500h13l-5 6.500v5l-3-1.500V11z\"/>"
        case .pulse: "<path d=\"M2.500 10.500H6l2-5.500 4 10 2-4.500h3.500\"/>"
        case .chart: "<path d=\"M3.500 16.500h13M5.500 13.500v-4M10 13.500v-9M14.500 13.500v-6\"/>"
        case .clients:
            "<rect x=\"3\" y=\"4.500\" width=\"14\" height=\"11\" rx=\"1.500\"/><circle cx=\"7.500\" cy=\"9\" r=\"1.700\"/><path d=\"M5 13c.3-1.400 1.300-2 2.500-2s2.200.6 2.500 2M12 8.500h3M12 11.500h3\"/>"
        case .pencil:
            "<path d=\"m4 16 .8-3.500L13.500 3.800l2.700 2.700-8.700 8.700zM11.500 5.800l2.700 2.700\"/>"
        case .hangUp:
            "<g transform=\"rotate(135 10 10)\">\(Icon.handset)</g>"
        case .bell: "<path d=\"M5 14V9a5 5 0 0 1 10 0v5l1.500 1.500h-13zM8.500 17.500h3\"/>"
        case .more:
            """
            <circle cx="4.5" cy="10" r="1.2" class="filled"/><circle cx="10" cy="10" r="1.2" class="filled"/>\
            <circle cx="15.5" cy="10" r="1.2" class="filled"/>
            """
        case .calendar:
            "<rect x=\"3.500\" y=\"4.500\" width=\"13\" height=\"12\" rx=\"1.500\"/><path d=\"M3.500 8.500h13M7 2.800v3M13 2.800v3\"/>"
        case .filter: "<path d=\"M3 5.500h14M5.500 10h9M8 14.500h4\"/>"
        case .pause: "<path d=\"M7.500 5v10M12.500 5v10\"/>"
        case .lock:
            "<rect x=\"4.500\" y=\"9\" width=\"11\" height=\"8\" rx=\"1.500\"/><path d=\"M7 9V6.500a3 3 0 0 1 6 0V9\"/>"
        }
    }
}
