-- For wrk: whole guest orders, from the cart to payment at the counter. Every order is three requests of another buyer
-- from another network: into the cart, the checkout page, the order. Settings by environment: FIRST (number of the first
-- piece), SKIP (every SKIPth piece is passed over: there is one of it at most).
local first, skip = tonumber(os.getenv("FIRST")), tonumber(os.getenv("SKIP"))
local n, step = 0, 0
local stamp = tostring(os.time())

local function headers(number)
  local network = string.format("10.%d.%d.%d", math.floor(n / 65536) % 256, math.floor(n / 256) % 256, n % 256)
  return {
    ["X-Forwarded-For"] = network,
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["Cookie"] = step == 0 and "" or "basket=1." .. number .. "x1",
  }
end

request = function()
  if step == 0 then
    n = n + 1
    if n % skip == 0 then n = n + 1 end
  end
  local number = first + n
  local head = headers(number)
  local now = step
  step = (step + 1) % 3
  if now == 0 then return wrk.format("POST", "/cart", head, "add=" .. number) end
  if now == 1 then return wrk.format("GET", "/checkout", head) end
  local form = "name=%E5%B1%B1%E7%94%B0&email=buyer" .. n .. "%40example.jp&delivery=pickup&pay_by=counter&key=bench-"
  return wrk.format("POST", "/orders", head, form .. stamp .. "-" .. n)
end

local refused = {}
response = function(status)
  if status >= 400 then
    refused[status] = (refused[status] or 0) + 1
    if refused[status] == 1 then io.stderr:write("refused: " .. status .. "\n") end
  end
end
