extension Migrations {
    /// Search and sort keys of names lose their apostrophes. A back-tick was one, too; its byte is the key
    /// of «я», so names with it are found by the name.
    static let apostrophes = """
        UPDATE client_name SET folded = NULL WHERE client_id IN (
            SELECT id FROM client WHERE name || coalesce(company, '') GLOB '*[''’ʼ‘`´′]*');
        UPDATE lead_name SET folded = NULL WHERE lead_id IN (
            SELECT id FROM lead WHERE name GLOB '*[''’ʼ‘`´′]*');
        """
}
