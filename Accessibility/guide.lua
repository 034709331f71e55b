-- The guide's one heading of the first level is the title of the page: it stands above the table of contents.
-- Links to our own Markdown files lead nowhere from an installed page: their words stay.
function Pandoc(document)
  local blocks = pandoc.List()
  for _, block in ipairs(document.blocks) do
    if block.t == "Header" and block.level == 1 and document.meta.title == nil then
      document.meta.title = block.content
    else
      blocks:insert(block)
    end
  end
  document.blocks = blocks
  return document
end

function Link(link)
  if link.target:match("%.md$") then return link.content end
end
