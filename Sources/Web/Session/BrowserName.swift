/// What people call a browser, made of what it calls itself.
struct BrowserName {
    /// `Firefox, Linux`; nil when nothing in it is known.
    let text: String?

    /// Browsers name those they resemble, too: who is named by others comes later.
    private static let programs = [
        ("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ]
    private static let systems = [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
        ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ]

    init(_ userAgent: String) {
        func first(_ marks: [(mark: String, name: String)]) -> String? {
            marks.first { userAgent.contains($0.mark) }?.name
        }
        let known = [first(BrowserName.programs), first(BrowserName.systems)].compactMap(\.self)
        text = known.isEmpty ? nil : known.joined(separator: ", ")
    }
}
