-- For wrk: each request books another half hour through the API, as another member. Settings by environment:
-- TOKENS (file, a line each), DAYS (open days, by commas), TYPES (slug:units, by commas).
local tokens, days, units = {}, {}, {}
for line in io.lines(os.getenv("TOKENS")) do tokens[#tokens + 1] = line end
for day in string.gmatch(os.getenv("DAYS"), "[^,]+") do days[#days + 1] = day end
for slug, count in string.gmatch(os.getenv("TYPES"), "([^:,]+):(%d+)") do
  for _ = 1, tonumber(count) do units[#units + 1] = slug end
end
-- Half hours from ten o'clock on: twenty of them lie inside every open day's hours.
local starts = 14
local n = tonumber(os.getenv("FIRST") or "0")

request = function()
  local unit = units[n % #units + 1]
  local time = math.floor(n / #units)
  local start = 600 + 30 * (time % starts)
  local day = days[math.floor(time / starts) % #days + 1]
  local at = function(minute) return string.format("%sT%02d:%02d:00+09:00", day, math.floor(minute / 60), minute % 60) end
  local body = string.format('{"equipment":"%s","start":"%s","end":"%s"}', unit, at(start), at(start + 30))
  local token = tokens[n % #tokens + 1]
  n = n + 1
  return wrk.format("POST", "/api/v1/bookings", { Authorization = "Bearer " .. token, ["Content-Type"] = "application/json" }, body)
end

local refused = {}
response = function(status, _, body)
  if status ~= 201 then
    local code = string.match(body, '"code":"([^"]+)"') or tostring(status)
    refused[code] = (refused[code] or 0) + 1
    if refused[code] == 1 then io.stderr:write("refused: " .. status .. " " .. code .. "\n") end
  end
end
