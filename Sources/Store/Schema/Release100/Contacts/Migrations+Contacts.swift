extension Migrations {
    static let contacts = """
        -- Clients and leads of the kind `active` by phone. Chosen is, of each phone, the client with the
        -- lowest id and the newest lead: those the rules see. Joined by e164 in a subquery; the casts
        -- let SQLite look into the view, which it does only where both halves have equal affinities.
        CREATE VIEW contact_by_phone (e164, client_id, lead_id, is_chosen) AS
            SELECT holder.e164, holder.client_id, CAST(NULL AS INTEGER),
                NOT EXISTS (SELECT 1 FROM client_phone AS other
                    WHERE other.e164 = holder.e164 AND other.client_id < holder.client_id)
            FROM client_phone AS holder
            UNION ALL
            SELECT holder.e164, CAST(NULL AS INTEGER), lead.id,
                NOT EXISTS (SELECT 1 FROM lead_phone AS other
                    CROSS JOIN lead AS newer ON newer.id = other.lead_id
                    CROSS JOIN lead_status AS status
                        ON status.id = newer.status_id AND status.kind = 'active'
                    WHERE other.e164 = holder.e164
                        AND (newer.created_at, newer.id) > (lead.created_at, lead.id))
            FROM lead_phone AS holder
            CROSS JOIN lead ON lead.id = holder.lead_id
            CROSS JOIN lead_status
                ON lead_status.id = lead.status_id AND lead_status.kind = 'active';
        """
}
