-- What the published CRM file says, computed from its raw cells without a line of the program: won deals by agent, by manager, by the
-- quarter in which they closed, by product. Amounts are whole US dollars; a deal that is not won counts nowhere.
SELECT 'all' AS "by", '' AS "of", COUNT(*) AS deals, SUM(CAST(close_value AS INTEGER)) AS dollars
FROM sales_pipeline WHERE deal_stage = 'Won'
UNION ALL
SELECT 'agent', sales_agent, COUNT(*), SUM(CAST(close_value AS INTEGER))
FROM sales_pipeline WHERE deal_stage = 'Won' GROUP BY sales_agent
UNION ALL
SELECT 'manager', t.manager, COUNT(*), SUM(CAST(p.close_value AS INTEGER))
FROM sales_pipeline p JOIN sales_teams t ON t.sales_agent = p.sales_agent WHERE p.deal_stage = 'Won' GROUP BY t.manager
UNION ALL
SELECT 'quarter', substr(close_date, 1, 4) || '-Q' || ((CAST(substr(close_date, 6, 2) AS INTEGER) + 2) / 3), COUNT(*), SUM(CAST(close_value AS INTEGER))
FROM sales_pipeline WHERE deal_stage = 'Won' GROUP BY 2
UNION ALL
SELECT 'product', product, COUNT(*), SUM(CAST(close_value AS INTEGER))
FROM sales_pipeline WHERE deal_stage = 'Won' GROUP BY product
UNION ALL
SELECT 'stage', deal_stage, COUNT(*), COALESCE(SUM(CAST(close_value AS INTEGER)), 0)
FROM sales_pipeline GROUP BY deal_stage
ORDER BY 1, 4 DESC, 2;
