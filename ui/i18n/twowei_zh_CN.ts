<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/about_dialog.py" line="29"/>
        <source>Version {0}</source>
        <translation>版本 {0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/about_dialog.py" line="31"/>
        <source>No model is installed.</source>
        <translation>没有安装模型。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/about_dialog.py" line="44"/>
        <source>Its training data allow academic use only.</source>
        <translation>训练数据仅限学术用途。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/about_dialog.py" line="46"/>
        <source>Its training data allow any use.</source>
        <translation>训练数据可用于任何用途。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/about_dialog.py" line="47"/>
        <source>Trained on {0}.</source>
        <translation>训练数据：{0}。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/about_dialog.py" line="48"/>
        <source>Licence: {0}.</source>
        <translation>许可：{0}。</translation>
    </message>
    <message>
        <location filename="../forms/about_dialog.ui" line="6"/>
        <source>About twowei</source>
        <translation>关于两违</translation>
    </message>
    <message>
        <location filename="../forms/about_dialog.ui" line="13"/>
        <source>twowei</source>
        <translation>两违</translation>
    </message>
    <message>
        <location filename="../forms/about_dialog.ui" line="14"/>
        <source>Finds suspected new buildings between two months of imagery and follows each patch. What it shows is suspected change, never a finding of law.</source>
        <translation>比对两个月的影像，发现疑似新增建筑，并跟踪每个图斑。所示均为疑似变化，不构成违法认定。</translation>
    </message>
    <message>
        <location filename="../forms/about_dialog.ui" line="15"/>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <location filename="../forms/about_dialog.ui" line="17"/>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <location filename="../forms/about_dialog.ui" line="18"/>
        <source>The program is free software under GPL-3.0-or-later, with Qt and PyQt5. Nothing is sent anywhere.</source>
        <translation>本程序是自由软件，采用 GPL-3.0-or-later 许可，使用 Qt 和 PyQt5。不向外发送任何数据。</translation>
    </message>
    <message>
        <location filename="../forms/about_dialog.ui" line="19"/>
        <source>Settings</source>
        <translation>设置文件</translation>
    </message>
</context>
<context>
    <name>Basemap</name>
    <message>
        <location filename="../../twowei/desktop/basemap.py" line="27"/>
        <source>Basemap (Tianditu)</source>
        <translation>底图（天地图）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/basemap.py" line="29"/>
        <source>Key of the basemap…</source>
        <translation>底图密钥…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/basemap.py" line="50"/>
        <source>The basemap cannot be kept in {0} ({1}).</source>
        <translation>底图无法存放在 {0}（{1}）。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/basemap.py" line="54"/>
        <source>Key (tk) from console.tianditu.gov.cn, kind “browser”; it is kept in the settings:</source>
        <translation>天地图密钥（tk），在 console.tianditu.gov.cn 申请“浏览器端”类型；保存在本机设置中：</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/basemap.py" line="56"/>
        <source>Basemap</source>
        <translation>底图</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/basemap.py" line="73"/>
        <source>The basemap cannot be fetched (no network, or the key is not taken); all else works.</source>
        <translation>底图无法获取（没有网络或密钥无效）；其他功能不受影响。</translation>
    </message>
</context>
<context>
    <name>BlendBar</name>
    <message>
        <location filename="../../twowei/desktop/map/panes.py" line="70"/>
        <source>Before</source>
        <translation>前期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/map/panes.py" line="70"/>
        <source>Slow</source>
        <translation>慢</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/map/panes.py" line="71"/>
        <source>After</source>
        <translation>后期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/map/panes.py" line="71"/>
        <source>Quick</source>
        <translation>快</translation>
    </message>
</context>
<context>
    <name>BoardTexts</name>
    <message>
        <location filename="../../twowei/desktop/board/texts.py" line="32"/>
        <source>today</source>
        <translation>今天到期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/texts.py" line="34"/>
        <source>{0} d late</source>
        <translation>超 {0} 天</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/texts.py" line="35"/>
        <source>{0} d left</source>
        <translation>剩 {0} 天</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/texts.py" line="42"/>
        <source>earliest {0}</source>
        <translation>最早 {0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/texts.py" line="51"/>
        <source>court, latest {0}</source>
        <translation>申请法院 最晚 {0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/texts.py" line="53"/>
        <source>lapsed</source>
        <translation>已过期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/texts.py" line="54"/>
        <source>court {0} · {1}</source>
        <translation>法院{0} · {1}</translation>
    </message>
</context>
<context>
    <name>BoardWindow</name>
    <message>
        <location filename="../../twowei/desktop/board/board_window.py" line="42"/>
        <source>Demolition board</source>
        <translation>拆除看板</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/board_window.py" line="50"/>
        <source>All streets</source>
        <translation>全部街道</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/board_window.py" line="53"/>
        <source>Street</source>
        <translation>街道</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/board_window.py" line="53"/>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/board_window.py" line="71"/>
        <source>Read anew</source>
        <translation>刷新</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/board_window.py" line="102"/>
        <source>All cases</source>
        <translation>全部案件</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/board_window.py" line="103"/>
        <source>Overdue</source>
        <translation>已超期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/board_window.py" line="104"/>
        <source>Due in {0} days</source>
        <translation>{0} 天内到期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/board_window.py" line="105"/>
        <source>Court window closing</source>
        <translation>申请法院期限临近</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/board_window.py" line="123"/>
        <source>{0} cases · {1} ㎡ · {2} overdue</source>
        <translation>{0} 宗 · {1} ㎡ · 超期 {2} 宗</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/board_window.py" line="173"/>
        <source>{0}, overdue</source>
        <translation>{0}（超期）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/board_window.py" line="73"/>
        <source>Work on the case… (R)</source>
        <translation>办理案件…(R)</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/board_window.py" line="155"/>
        <source>Write a paper down…</source>
        <translation>登记文书送达…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/board_window.py" line="156"/>
        <source>More time, return…</source>
        <translation>延期与退回…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/board_window.py" line="157"/>
        <source>Dossier…</source>
        <translation>档案…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/board_window.py" line="158"/>
        <source>To the patch</source>
        <translation>转到图斑</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/board_window.py" line="42"/>
        <source>Enter: to the patch · R or right click: work on it · F5 anew · Esc closes</source>
        <translation>双击或回车转到图斑 · R 或右键办理 · F5 刷新 · Esc 关闭</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/board_window.py" line="94"/>
        <source>No cases yet: a patch stands here once it was found unlawful by Move on beside it.</source>
        <translation>还没有案件：图斑经“办理”认定违法后，出现在这里。</translation>
    </message>
</context>
<context>
    <name>Callable.self</name>
    <message>
        <location filename="../../twowei/desktop/board/board_window.py" line="154"/>
        <source>Record a demolition…</source>
        <translation>登记拆除…</translation>
    </message>
</context>
<context>
    <name>CampaignsPart</name>
    <message>
        <location filename="../../twowei/desktop/planning/campaigns_part.py" line="44"/>
        <source>that of its patches</source>
        <translation>默认为所含图斑面积</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/campaigns_part.py" line="45"/>
        <source>Keep the campaign</source>
        <translation>保存专班</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/campaigns_part.py" line="46"/>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/campaigns_part.py" line="47"/>
        <source>Draw its ground</source>
        <translation>画范围</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/campaigns_part.py" line="48"/>
        <source>Without ground</source>
        <translation>不设范围</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/campaigns_part.py" line="57"/>
        <source>Campaign</source>
        <translation>专班</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/campaigns_part.py" line="137"/>
        <source>Phase</source>
        <translation>阶段</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/campaigns_part.py" line="57"/>
        <source>Cases</source>
        <translation>待拆案件</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/campaigns_part.py" line="57"/>
        <source>Gone</source>
        <translation>已拆</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/campaigns_part.py" line="57"/>
        <source>Done ㎡</source>
        <translation>已拆 ㎡</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/campaigns_part.py" line="137"/>
        <source>Planned ㎡</source>
        <translation>计划 ㎡</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/campaigns_part.py" line="94"/>
        <source>The campaign {0} is kept.</source>
        <translation>专班 {0} 已保存。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/campaigns_part.py" line="101"/>
        <source>Give the campaign a name.</source>
        <translation>请填写专班名称。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/campaigns_part.py" line="132"/>
        <source>as drawn on the plan</source>
        <translation>按图上所画</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/campaigns_part.py" line="132"/>
        <source>as it is</source>
        <translation>不变</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/campaigns_part.py" line="137"/>
        <source>Name *</source>
        <translation>名称 *</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/campaigns_part.py" line="137"/>
        <source>Members</source>
        <translation>成员</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/campaigns_part.py" line="137"/>
        <source>First day</source>
        <translation>开始日期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/campaigns_part.py" line="137"/>
        <source>Last day</source>
        <translation>结束日期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/campaigns_part.py" line="147"/>
        <source>Ground</source>
        <translation>范围</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/campaigns_part.py" line="58"/>
        <source>From – to</source>
        <translation>起止日期</translation>
    </message>
</context>
<context>
    <name>CaseDialog</name>
    <message>
        <location filename="../../twowei/desktop/casework/case_dialog.py" line="47"/>
        <source>Case {0}</source>
        <translation>案件 {0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/case_dialog.py" line="59"/>
        <source>Demolition</source>
        <translation>拆除记录</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/case_dialog.py" line="59"/>
        <source>Papers served</source>
        <translation>文书送达</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/case_dialog.py" line="60"/>
        <source>More time, return</source>
        <translation>延期与退回</translation>
    </message>
</context>
<context>
    <name>CasesPart</name>
    <message>
        <location filename="../../twowei/desktop/planning/cases_part.py" line="130"/>
        <source>Planned day</source>
        <translation>计划日期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/cases_part.py" line="54"/>
        <source>Draw an area (D)</source>
        <translation>图上圈选（D）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/cases_part.py" line="55"/>
        <source>Take the list&apos;s selection</source>
        <translation>取列表所选</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/cases_part.py" line="56"/>
        <source>Assign the selected</source>
        <translation>分派所选</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/cases_part.py" line="68"/>
        <source>All streets</source>
        <translation>全部街道</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/cases_part.py" line="69"/>
        <source>All campaigns</source>
        <translation>全部专班</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/cases_part.py" line="70"/>
        <source>All squads</source>
        <translation>全部队伍</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/cases_part.py" line="71"/>
        <source>no campaign</source>
        <translation>未列入专班</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/cases_part.py" line="71"/>
        <source>no squad</source>
        <translation>未派队伍</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/cases_part.py" line="73"/>
        <source>Campaign: as it is</source>
        <translation>专班：不变</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/cases_part.py" line="74"/>
        <source>Squad: as it is</source>
        <translation>队伍：不变</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/cases_part.py" line="96"/>
        <source>Nothing is selected: draw an area on the plan, or choose lines of the list.</source>
        <translation>没有选中案件：请在图上圈选，或在列表中选择。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/cases_part.py" line="98"/>
        <source>Choose the campaign, the squad or the day to assign to.</source>
        <translation>请选择要分派到的专班、队伍或日期。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/cases_part.py" line="107"/>
        <source>{0} assigned.</source>
        <translation>已分派 {0} 宗。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/cases_part.py" line="113"/>
        <source>Left out: {0}</source>
        <translation>未分派：{0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/cases_part.py" line="129"/>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/cases_part.py" line="129"/>
        <source>Place</source>
        <translation>地址</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/cases_part.py" line="129"/>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/cases_part.py" line="129"/>
        <source>Due</source>
        <translation>时限</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/cases_part.py" line="129"/>
        <source>Campaign</source>
        <translation>专班</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/cases_part.py" line="130"/>
        <source>Squad</source>
        <translation>队伍</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/cases_part.py" line="143"/>
        <source>{0} of {1} selected · {2} ㎡</source>
        <translation>选中 {0}/{1} 宗 · {2} ㎡</translation>
    </message>
</context>
<context>
    <name>CheckDialog</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/check_dialog.py" line="68"/>
        <source>Measuring…</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/check_dialog.py" line="95"/>
        <source>The month before must be older than the month after.</source>
        <translation>前期必须早于后期。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/check_dialog.py" line="105"/>
        <source>The pair could not be checked.</source>
        <translation>无法检查这两期影像。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/check_dialog.py" line="127"/>
        <source>Fit to be compared.</source>
        <translation>适合比对。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/check_dialog.py" line="128"/>
        <source>Can be compared; see what is marked.</source>
        <translation>可以比对，请留意标出的项目。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/check_dialog.py" line="129"/>
        <source>Expect many false alarms, or little found.</source>
        <translation>预计误报很多，或查不到变化。</translation>
    </message>
    <message>
        <location filename="../forms/check_dialog.ui" line="6"/>
        <source>Check the pair</source>
        <translation>检查两期影像</translation>
    </message>
    <message>
        <location filename="../forms/check_dialog.ui" line="13"/>
        <source>Month before</source>
        <translation>前期</translation>
    </message>
    <message>
        <location filename="../forms/check_dialog.ui" line="13"/>
        <source>Month after</source>
        <translation>后期</translation>
    </message>
    <message>
        <location filename="../forms/check_dialog.ui" line="13"/>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <location filename="../forms/check_dialog.ui" line="15"/>
        <source>Measure</source>
        <translation>检查项</translation>
    </message>
    <message>
        <location filename="../forms/check_dialog.ui" line="15"/>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <location filename="../forms/check_dialog.ui" line="15"/>
        <source>What it does to false alarms</source>
        <translation>对误报的影响</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/check_dialog.py" line="114"/>
        <source> = {0} m</source>
        <translation>（{0} 米）</translation>
    </message>
</context>
<context>
    <name>Child</name>
    <message>
        <location filename="../../twowei/desktop/child.py" line="129"/>
        <source>it gave no reason</source>
        <translation>没有给出原因</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/child.py" line="130"/>
        <source>The process ended with code {0}: {1}</source>
        <translation>进程以代码 {0} 结束：{1}</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <location filename="../../twowei/desktop/review/chip_strip.py" line="33"/>
        <source>Compare with this month</source>
        <translation>与该月对比</translation>
    </message>
</context>
<context>
    <name>ChoiceButton</name>
    <message>
        <location filename="../../twowei/desktop/review/choice_button.py" line="82"/>
        <source>{0} chosen</source>
        <translation>已选 {0} 项</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/choice_button.py" line="83"/>
        <source>All</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>ColumnMapping</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/column_mapping.py" line="23"/>
        <source>What</source>
        <translation>含义</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/column_mapping.py" line="23"/>
        <source>Name</source>
        <translation>字段名</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/column_mapping.py" line="23"/>
        <source>Column of the file</source>
        <translation>文件中的列</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/column_mapping.py" line="57"/>
        <source>(none)</source>
        <translation>（无）</translation>
    </message>
</context>
<context>
    <name>ColumnPart</name>
    <message>
        <location filename="../../twowei/desktop/board/board_window.py" line="216"/>
        <source>{0} overdue</source>
        <translation>超期 {0}</translation>
    </message>
</context>
<context>
    <name>ColumnRoles</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/column_mapping.py" line="72"/>
        <source>Supplier&apos;s number</source>
        <translation>监测编号（供图编号）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/column_mapping.py" line="73"/>
        <source>Type of patch</source>
        <translation>图斑类型</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/column_mapping.py" line="74"/>
        <source>Stated area</source>
        <translation>监测面积</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/column_mapping.py" line="75"/>
        <source>Earlier imagery</source>
        <translation>前期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/column_mapping.py" line="76"/>
        <source>Later imagery</source>
        <translation>后期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/column_mapping.py" line="77"/>
        <source>x or longitude</source>
        <translation>X 或经度</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/column_mapping.py" line="78"/>
        <source>y or latitude</source>
        <translation>Y 或纬度</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/column_mapping.py" line="79"/>
        <source>Outline in words (WKT)</source>
        <translation>图斑范围（WKT）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/column_mapping.py" line="80"/>
        <source>Address</source>
        <translation>坐落地址</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/column_mapping.py" line="81"/>
        <source>Features</source>
        <translation>图斑特征</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/column_mapping.py" line="82"/>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/column_mapping.py" line="83"/>
        <source>Time of issue</source>
        <translation>下发时间</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>New workspace…</source>
        <translation>新建工作区…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Open workspace…</source>
        <translation>打开工作区…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Try the sample…</source>
        <translation>试用示例…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Add imagery…</source>
        <translation>添加影像…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Add imagery</source>
        <translation>添加影像</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Detect changes…</source>
        <translation>检测变化…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Detect</source>
        <translation>检测</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Outlines</source>
        <translation>轮廓</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Fit patch</source>
        <translation>缩放到图斑</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Whole area</source>
        <translation>全图</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Next patch</source>
        <translation>下一个图斑</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Previous patch</source>
        <translation>上一个图斑</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Commit and go to the next undecided</source>
        <translation>提交并转到下一个未判图斑</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Write a note</source>
        <translation>写备注</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Search the list</source>
        <translation>搜索列表</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>About twowei</source>
        <translation>关于两违</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="159"/>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="159"/>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="159"/>
        <source>&amp;Patch</source>
        <translation>图斑(&amp;P)</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="159"/>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="173"/>
        <source>Reason, once the verdict is chosen</source>
        <translation>选定结论后：理由</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="173"/>
        <source>Forget the verdict not yet committed; leave the note</source>
        <translation>放弃尚未提交的结论；离开备注栏</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="173"/>
        <source>Hold: show the month before</source>
        <translation>按住：只看前期影像</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="173"/>
        <source>Hold and drag: pan, wherever the drag starts</source>
        <translation>按住并拖动：在任何位置平移</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="173"/>
        <source>Pan by keys</source>
        <translation>用键盘平移</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="173"/>
        <source>Wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="173"/>
        <source>Zoom about the cursor</source>
        <translation>以光标为中心缩放</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="173"/>
        <source>Drag</source>
        <translation>拖动</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="173"/>
        <source>Pan; on the white line: swipe</source>
        <translation>平移；拖白线：卷帘</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Who works here…</source>
        <translation>当前人员…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Next way to compare</source>
        <translation>下一种对比方式</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Swap both months</source>
        <translation>前后期互换</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Turn the swipe line</source>
        <translation>转换卷帘方向</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Read anew</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Measure a distance</source>
        <translation>量距离</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Measure an area</source>
        <translation>量面积</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Import patches…</source>
        <translation>导入图斑…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Read the imagery again</source>
        <translation>重新读取影像</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Save the map as a picture…</source>
        <translation>地图另存为图片…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Check the pair…</source>
        <translation>检查两期影像…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Take back the last step</source>
        <translation>撤销上一步</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Do it again</source>
        <translation>恢复</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Draw the outline</source>
        <translation>编辑轮廓</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Draw a patch that was missed</source>
        <translation>补画漏检图斑</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Merge the selected patches</source>
        <translation>合并所选图斑</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Reconcile…</source>
        <translation>图斑对账…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Strip of all months</source>
        <translation>历月影像条</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>List in its own window</source>
        <translation>列表单独成窗</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Report for support…</source>
        <translation>诊断报告…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="173"/>
        <source>Verdict, in the order of the buttons</source>
        <translation>结论（按按钮顺序）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Add photos and papers…</source>
        <translation>添加照片和文书…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>User guide</source>
        <translation>使用指南</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Add a folder of imagery…</source>
        <translation>添加影像文件夹…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Demolition board</source>
        <translation>拆除看板</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Monthly report…</source>
        <translation>月度通报…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Dossiers of the chosen patches…</source>
        <translation>所选图斑档案…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="159"/>
        <source>&amp;Demolition and figures</source>
        <translation>拆除与统计(&amp;D)</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Re-check queue</source>
        <translation>复核队列</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Figures</source>
        <translation>统计看板</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Take in what came back…</source>
        <translation>回传与回填…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Jobs…</source>
        <translation>任务…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Pixels that the model marked</source>
        <translation>模型像素轮廓</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Planning</source>
        <translation>拆除计划</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Months of imagery…</source>
        <translation>各期影像…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Filter the list</source>
        <translation>筛选列表</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Last ten decisions</source>
        <translation>最近十次判定</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Photos of all patches</source>
        <translation>全部图斑的照片</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/commands.py" line="38"/>
        <source>Add a folder of photos and papers…</source>
        <translation>添加照片和文书文件夹…</translation>
    </message>
</context>
<context>
    <name>Complaints</name>
    <message>
        <location filename="../../twowei/desktop/complaints.py" line="22"/>
        <source>The imagery cannot be used.</source>
        <translation>影像无法使用。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/complaints.py" line="23"/>
        <source>The two months cannot be compared.</source>
        <translation>这两个月无法比对。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/complaints.py" line="24"/>
        <source>The workspace cannot be used.</source>
        <translation>工作区无法使用。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/complaints.py" line="25"/>
        <source>A name or number is unknown.</source>
        <translation>名称或编号不存在。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/complaints.py" line="26"/>
        <source>The life cycle does not allow this here.</source>
        <translation>当前状态不允许这样做。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/complaints.py" line="27"/>
        <source>Nothing could be written there.</source>
        <translation>无法写入该位置。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/complaints.py" line="28"/>
        <source>The model cannot be used.</source>
        <translation>模型无法使用。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/complaints.py" line="30"/>
        <source>The vector file or CRS cannot be used.</source>
        <translation>矢量文件或坐标系无法使用。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/complaints.py" line="29"/>
        <source>The policy cannot be used.</source>
        <translation>该时限政策不能使用。</translation>
    </message>
</context>
<context>
    <name>Crash</name>
    <message>
        <location filename="../../twowei/desktop/app.py" line="115"/>
        <source>An unexpected error</source>
        <translation>意外错误</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/app.py" line="111"/>
        <source>Something went wrong inside twowei. Verdicts given so far are stored.</source>
        <translation>两违内部出错了。此前的结论都已保存，可以继续工作。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/app.py" line="112"/>
        <source>If it happens again, send this report to whoever looks after the program.</source>
        <translation>如再次出现，请把这份报告发给维护人员。</translation>
    </message>
</context>
<context>
    <name>DaysPart</name>
    <message>
        <location filename="../../twowei/desktop/planning/days_part.py" line="45"/>
        <source>Urgent: also on a day off</source>
        <translation>紧急情况：非工作日也安排</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/days_part.py" line="49"/>
        <source> min each</source>
        <translation> 分钟/处</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/days_part.py" line="50"/>
        <source>Claims the law's exception for urgent cases (行政强制法 §43).</source>
        <translation>适用紧急情况例外（行政强制法第四十三条）。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/days_part.py" line="53"/>
        <source>Plan the day</source>
        <translation>排定当日路线</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/days_part.py" line="54"/>
        <source>Squad's sheet (PDF)…</source>
        <translation>任务单（PDF）…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/days_part.py" line="59"/>
        <source>Which squad?</source>
        <translation>选择队伍</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/days_part.py" line="64"/>
        <source>Days planned ahead: {0}</source>
        <translation>已排日期：{0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/days_part.py" line="71"/>
        <source>Choose a squad; name one under Squads, and assign cases to it.</source>
        <translation>请选择队伍；先在“队伍”页建立队伍并分派案件。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/days_part.py" line="83"/>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/days_part.py" line="102"/>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/days_part.py" line="83"/>
        <source>Place</source>
        <translation>地址</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/days_part.py" line="83"/>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/days_part.py" line="84"/>
        <source>Mind</source>
        <translation>注意</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/days_part.py" line="102"/>
        <source>Why not that day</source>
        <translation>当日未列入原因</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/days_part.py" line="103"/>
        <source>Not that day: {0}</source>
        <translation>当日未列入：{0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/days_part.py" line="107"/>
        <source>{0}, {1}: {2} visits, {3} km, {4} not that day.</source>
        <translation>{0} {1}：{2} 处，路程约 {3} km，未列入 {4} 处。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/days_part.py" line="117"/>
        <source>Squad&apos;s sheet</source>
        <translation>任务单</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/days_part.py" line="128"/>
        <source>The sheet is written: {0}</source>
        <translation>任务单已生成：{0}</translation>
    </message>
</context>
<context>
    <name>DemolitionPart</name>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="55"/>
        <source>Add papers…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="55"/>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="57"/>
        <source>Add photos afterwards…</source>
        <translation>添加拆除后照片…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="58"/>
        <source>Record the demolition</source>
        <translation>登记拆除</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="86"/>
        <source>Removed so far: {0}</source>
        <translation>已登记拆除：{0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="101"/>
        <source>Choose how it was demolished: by the owner, with help, or by force.</source>
        <translation>请选择拆除方式：自拆、助拆或强拆。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="103"/>
        <source>Give what still stands; 0 where nothing does.</source>
        <translation>请填写剩余面积；已全部拆除的填 0。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="111"/>
        <source>Recorded: {0} ㎡ removed, {1} ㎡ still stand, now {2}.</source>
        <translation>已登记：累计拆除 {0} ㎡，剩余 {1} ㎡，当前状态：{2}。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="124"/>
        <source>why it is larger than the building</source>
        <translation>为何大于建筑面积</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="137"/>
        <source>When *</source>
        <translation>拆除时间 *</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="137"/>
        <source>How *</source>
        <translation>拆除方式 *</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="137"/>
        <source>Floor area removed now *</source>
        <translation>本次拆除建筑面积 *</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="137"/>
        <source>Ground cleared now</source>
        <translation>本次拆除占地面积</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="137"/>
        <source>Still stands *</source>
        <translation>剩余面积 *</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="137"/>
        <source>Why larger</source>
        <translation>超出原因</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="137"/>
        <source>Done by</source>
        <translation>拆除单位</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="137"/>
        <source>Plan</source>
        <translation>拆除方案</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="137"/>
        <source>Papers</source>
        <translation>文件</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="137"/>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="147"/>
        <source>Photos before</source>
        <translation>拆除前照片</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="147"/>
        <source>Photos afterwards, from the same bearing</source>
        <translation>拆除后照片（同一方位）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="190"/>
        <source>The building&apos;s floor area is not known: say what still stands.</source>
        <translation>建筑面积尚未登记：请填写剩余面积。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="193"/>
        <source>building {0} · before {1} + now {2} + still stands {3}</source>
        <translation>建筑 {0} · 此前 {1} + 本次 {2} + 剩余 {3}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="203"/>
        <source>Photos after the demolition</source>
        <translation>拆除后照片</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="203"/>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/demolition_part.py" line="188"/>
        <source>before {0} + now {1} + still stands {2}</source>
        <translation>此前 {0} + 本次 {1} + 剩余 {2}</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <location filename="../../twowei/desktop/review/desk.py" line="144"/>
        <source>There is no patch to go back to.</source>
        <translation>没有可返回的图斑。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/desk.py" line="158"/>
        <source>Archived: {0}.</source>
        <translation>已归档：{0}。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/desk.py" line="169"/>
        <source>{0} is archived already.</source>
        <translation>{0} 已经归档。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/desk.py" line="171"/>
        <source>{0} has no verdict yet; give it one before archiving it.</source>
        <translation>{0} 还没有结论，请先判定再归档。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/desk.py" line="173"/>
        <source>{0} is a false change; only real changes are archived.</source>
        <translation>{0} 是伪变化；只有真实变化才归档。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/desk.py" line="341"/>
        <source>{0}: {1}. Every patch of this list has its verdict.</source>
        <translation>{0}：{1}。列表中的图斑已全部判定。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/desk.py" line="383"/>
        <source>Every patch of this list has its verdict.</source>
        <translation>列表中的图斑已全部判定。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/desk.py" line="149"/>
        <source>Read anew: {0} patches.</source>
        <translation>已重新读取：共 {0} 个图斑。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/desk.py" line="391"/>
        <source>Another program changed this workspace; everything was read anew.</source>
        <translation>另一个程序改动了这个工作区，已全部重新读取。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/desk.py" line="346"/>
        <source>Second looks are given patch by patch; choose one.</source>
        <translation>二次判定须逐个进行，请只选一个图斑。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/desk.py" line="349"/>
        <source>{0} patches judged at one stroke: {1}. Ctrl+Z takes all of them back.</source>
        <translation>已一次判定 {0} 个图斑：{1}。Ctrl+Z 可全部撤回。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/desk.py" line="359"/>
        <source>Nobody said who judges: the verdict is not stored.</source>
        <translation>没有填写核查人姓名，结论没有保存。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/desk.py" line="366"/>
        <source>{0}: both say {1}.</source>
        <translation>{0}：两次一致，{1}。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/desk.py" line="369"/>
        <source>{0}: the verdicts differ, first {1}, second {2}.</source>
        <translation>{0}：两次不一致，初判 {1}，二判 {2}。</translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
    <message>
        <location filename="../../twowei/desktop/review/detail_panel.py" line="86"/>
        <source>No patch chosen</source>
        <translation>未选图斑</translation>
    </message>
    <message>
        <location filename="../forms/detail_panel.ui" line="97"/>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <location filename="../forms/detail_panel.ui" line="28"/>
        <source>Archived</source>
        <translation>已归档</translation>
    </message>
    <message>
        <location filename="../forms/detail_panel.ui" line="97"/>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <location filename="../forms/detail_panel.ui" line="78"/>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <location filename="../forms/detail_panel.ui" line="78"/>
        <source>What happened</source>
        <translation>事件</translation>
    </message>
    <message>
        <location filename="../forms/detail_panel.ui" line="65"/>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <location filename="../forms/detail_panel.ui" line="38"/>
        <source>Patch</source>
        <translation>图斑</translation>
    </message>
    <message>
        <location filename="../forms/detail_panel.ui" line="84"/>
        <source>Last verdicts</source>
        <translation>最近判定</translation>
    </message>
    <message>
        <location filename="../forms/detail_panel.ui" line="97"/>
        <source>No.</source>
        <translation>编号</translation>
    </message>
</context>
<context>
    <name>DetectDialog</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/detect_dialog.py" line="64"/>
        <source>New buildings</source>
        <translation>新增建筑</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/detect_dialog.py" line="64"/>
        <source>Demolished buildings</source>
        <translation>拆除的建筑</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/detect_dialog.py" line="64"/>
        <source>Both</source>
        <translation>两者</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/detect_dialog.py" line="70"/>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/detect_dialog.py" line="70"/>
        <source>Processor</source>
        <translation>处理器（CPU）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/detect_dialog.py" line="80"/>
        <source>Detect</source>
        <translation>检测</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/detect_dialog.py" line="120"/>
        <source>The month before must be older than the month after.</source>
        <translation>前期月份必须早于后期月份。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/detect_dialog.py" line="153"/>
        <source>academic use only</source>
        <translation>仅限学术用途</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/detect_dialog.py" line="153"/>
        <source>any use</source>
        <translation>可用于任何用途</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/detect_dialog.py" line="154"/>
        <source>Model {0}: {1}; works at {2} m.</source>
        <translation>模型 {0}：{1}；工作分辨率 {2} 米。</translation>
    </message>
    <message>
        <location filename="../forms/detect_dialog.ui" line="6"/>
        <source>Detect changes</source>
        <translation>检测变化</translation>
    </message>
    <message>
        <location filename="../forms/detect_dialog.ui" line="13"/>
        <source>Compares two months and puts suspected changes into the casebook. It runs beside the window; it may be stopped and goes on from there.</source>
        <translation>比对两个月的影像，把疑似变化记入案卷。检测在后台运行，可随时停止，再次运行时接着进行。</translation>
    </message>
    <message>
        <location filename="../forms/detect_dialog.ui" line="15"/>
        <source>Month before</source>
        <translation>前期月份</translation>
    </message>
    <message>
        <location filename="../forms/detect_dialog.ui" line="17"/>
        <source>Month after</source>
        <translation>后期月份</translation>
    </message>
    <message>
        <location filename="../forms/detect_dialog.ui" line="19"/>
        <source>Look for</source>
        <translation>检测对象</translation>
    </message>
    <message>
        <location filename="../forms/detect_dialog.ui" line="21"/>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <location filename="../forms/detect_dialog.ui" line="23"/>
        <source>Compute on</source>
        <translation>计算设备</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/detect_dialog.py" line="81"/>
        <source>Check the pair…</source>
        <translation>检查两期影像…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/detect_dialog.py" line="110"/>
        <source>Vector files</source>
        <translation>矢量文件</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/detect_dialog.py" line="111"/>
        <source>Area of interest</source>
        <translation>检测范围</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/detect_dialog.py" line="124"/>
        <source>There is no file {0}.</source>
        <translation>没有文件 {0}。</translation>
    </message>
    <message>
        <location filename="../forms/detect_dialog.ui" line="25"/>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <location filename="../forms/detect_dialog.ui" line="26"/>
        <source>The model&apos;s</source>
        <translation>模型自带</translation>
    </message>
    <message>
        <location filename="../forms/detect_dialog.ui" line="27"/>
        <source>Smallest patch</source>
        <translation>最小图斑</translation>
    </message>
    <message>
        <location filename="../forms/detect_dialog.ui" line="28"/>
        <source>By ground resolution</source>
        <translation>随分辨率</translation>
    </message>
    <message>
        <location filename="../forms/detect_dialog.ui" line="29"/>
        <source>Only within</source>
        <translation>仅限范围</translation>
    </message>
    <message>
        <location filename="../forms/detect_dialog.ui" line="30"/>
        <source>Everywhere; or a vector file with the area</source>
        <translation>全部；或选一个范围矢量文件</translation>
    </message>
    <message>
        <location filename="../forms/detect_dialog.ui" line="30"/>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/detect_dialog.py" line="140"/>
        <source>How long it takes is shown after the first run on this machine.</source>
        <translation>本机首次运行之后，这里会显示预计用时。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/detect_dialog.py" line="143"/>
        <source>CPU, threads: {0}</source>
        <translation>CPU，{0} 个线程</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/detect_dialog.py" line="144"/>
        <source>{0}, {1}: about {2} min for {3} km² (an estimate).</source>
        <translation>{0}，{1}：约 {2} 分钟，范围 {3} km²（估计）。</translation>
    </message>
</context>
<context>
    <name>DossierDialog</name>
    <message>
        <location filename="../../twowei/desktop/board/paper_dialogs.py" line="54"/>
        <source>Dossiers</source>
        <translation>档案</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/paper_dialogs.py" line="57"/>
        <source>Leave the party out</source>
        <translation>隐去当事人</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/paper_dialogs.py" line="59"/>
        <source>each into the patch&apos;s own folder of the workspace</source>
        <translation>各自存入工作区内该图斑的档案文件夹</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/paper_dialogs.py" line="61"/>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/paper_dialogs.py" line="110"/>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/paper_dialogs.py" line="68"/>
        <source>Dossier</source>
        <translation>档案</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/paper_dialogs.py" line="69"/>
        <source>File number</source>
        <translation>档案号</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/paper_dialogs.py" line="72"/>
        <source>Write</source>
        <translation>生成</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/paper_dialogs.py" line="88"/>
        <source>one for each of {0} patches</source>
        <translation>{0} 个图斑每个一份</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/paper_dialogs.py" line="89"/>
        <source>one of the household, with all its patches</source>
        <translation>一户一档（该户全部图斑合为一份）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/paper_dialogs.py" line="89"/>
        <source>one of the building, with all its patches</source>
        <translation>一楼一档（该楼全部图斑合为一份）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/paper_dialogs.py" line="89"/>
        <source>one of the enterprise, with all its patches</source>
        <translation>一企一档（该企业全部图斑合为一份）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/paper_dialogs.py" line="95"/>
        <source>such as 户0012; the chosen patches are put into it</source>
        <translation>如 户0012；所选图斑归入此档</translation>
    </message>
</context>
<context>
    <name>EditBar</name>
    <message>
        <location filename="../../twowei/desktop/map/edit_bar.py" line="42"/>
        <source>Undo  (Ctrl+Z)</source>
        <translation>撤销  (Ctrl+Z)</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/map/edit_bar.py" line="43"/>
        <source>Redo  (Ctrl+Y)</source>
        <translation>恢复  (Ctrl+Y)</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/map/edit_bar.py" line="44"/>
        <source>Model&apos;s outline</source>
        <translation>模型轮廓</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/map/edit_bar.py" line="44"/>
        <source>Begin again as the model drew</source>
        <translation>从模型画的轮廓重新开始</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/map/edit_bar.py" line="47"/>
        <source>Keep Enter</source>
        <translation>保存 Enter</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/map/edit_bar.py" line="48"/>
        <source>Leave Esc</source>
        <translation>放弃 Esc</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/map/edit_bar.py" line="96"/>
        <source>crosses itself</source>
        <translation>轮廓自相交</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/map/edit_bar.py" line="131"/>
        <source>Corners</source>
        <translation>顶点</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/map/edit_bar.py" line="132"/>
        <source>Reshape</source>
        <translation>重塑</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/map/edit_bar.py" line="133"/>
        <source>Cut</source>
        <translation>切割</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/map/edit_bar.py" line="134"/>
        <source>Hole</source>
        <translation>挖孔</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/map/edit_bar.py" line="135"/>
        <source>Add</source>
        <translation>补画</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/map/edit_bar.py" line="140"/>
        <source>Drag a corner; drag the border for a new one; right-click removes one</source>
        <translation>拖动顶点；拖动边线可加点；右键删点</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/map/edit_bar.py" line="141"/>
        <source>Click a line that crosses the border twice; Enter or double-click ends it</source>
        <translation>点一条两次穿过边界的线；Enter 或双击结束</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/map/edit_bar.py" line="142"/>
        <source>Click a line right across; each piece becomes a patch</source>
        <translation>点一条贯穿图斑的线；每一块成为一个图斑</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/map/edit_bar.py" line="143"/>
        <source>Click around what is no building; a click into a hole fills it</source>
        <translation>圈出不属于建筑的部分；点孔内则填平</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/map/edit_bar.py" line="144"/>
        <source>Click around what belongs to it; Enter or double-click ends</source>
        <translation>圈出应属于图斑的部分；Enter 或双击结束</translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <location filename="../forms/empty_page.ui" line="19"/>
        <source>Drop imagery here</source>
        <translation>把影像拖到这里</translation>
    </message>
    <message>
        <location filename="../forms/empty_page.ui" line="26"/>
        <source>Files or folders of one month (GeoTIFF, IMG, JP2, VRT). Two months make a pair to compare. Nothing is copied: the files stay where they lie.</source>
        <translation>同一个月的文件或文件夹（GeoTIFF、IMG、JP2、VRT）。有两个月即可比对。不复制文件，影像留在原处。</translation>
    </message>
    <message>
        <location filename="../forms/empty_page.ui" line="34"/>
        <source>Choose files…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/empty_page.py" line="38"/>
        <source>The imagery is not where it was</source>
        <translation>影像不在原处</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/empty_page.py" line="38"/>
        <source>Where it is now…</source>
        <translation>指明现在的位置…</translation>
    </message>
</context>
<context>
    <name>EpochsDialog</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/epochs_dialog.py" line="55"/>
        <source>Satellite</source>
        <translation>卫星</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/epochs_dialog.py" line="55"/>
        <source>Drone</source>
        <translation>无人机</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/epochs_dialog.py" line="89"/>
        <source>the day is not known</source>
        <translation>拍摄日期未知</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/epochs_dialog.py" line="91"/>
        <source>the day lies in another month</source>
        <translation>拍摄日期不在该月</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/epochs_dialog.py" line="104"/>
        <source>not there: restore it, or add the month again</source>
        <translation>文件不在：请恢复，或重新添加该月</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/epochs_dialog.py" line="115"/>
        <source>No imagery yet</source>
        <translation>还没有影像</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/epochs_dialog.py" line="131"/>
        <source>{0} is set right.</source>
        <translation>已更正 {0}。</translation>
    </message>
    <message>
        <location filename="../forms/epochs_dialog.ui" line="6"/>
        <source>Months of imagery</source>
        <translation>各期影像</translation>
    </message>
    <message>
        <location filename="../forms/epochs_dialog.ui" line="13"/>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <location filename="../forms/epochs_dialog.ui" line="14"/>
        <source>Taken on</source>
        <translation>拍摄日期</translation>
    </message>
    <message>
        <location filename="../forms/epochs_dialog.ui" line="14"/>
        <source>Sensor</source>
        <translation>传感器</translation>
    </message>
    <message>
        <location filename="../forms/epochs_dialog.ui" line="13"/>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <location filename="../forms/epochs_dialog.ui" line="13"/>
        <source>Finding</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <location filename="../forms/epochs_dialog.ui" line="14"/>
        <source>Set right</source>
        <translation>更正</translation>
    </message>
    <message>
        <location filename="../forms/epochs_dialog.ui" line="14"/>
        <source>What stood before stays in the history</source>
        <translation>原值保留在历史中</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <location filename="../../twowei/desktop/review/evidence.py" line="161"/>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/evidence.py" line="71"/>
        <source>Photos and papers</source>
        <translation>照片和文书</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/evidence.py" line="111"/>
        <source>Attached: {0}; there already: {1}.</source>
        <translation>已附上 {0} 个；原已附 {1} 个。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/evidence_texts.py" line="21"/>
        <source>paper: choose its patch</source>
        <translation>文书：请选图斑</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/evidence_texts.py" line="23"/>
        <source>attached already</source>
        <translation>已附</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/evidence_texts.py" line="25"/>
        <source>the same photo is evidence of {0}</source>
        <translation>同一照片已用于 {0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/evidence_texts.py" line="47"/>
        <source>taken {0} m away</source>
        <translation>拍摄点相距 {0} m</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/evidence_texts.py" line="29"/>
        <source>several patches are as near: choose</source>
        <translation>附近有几个图斑，请选择</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/evidence_texts.py" line="32"/>
        <source>says no place: choose its patch</source>
        <translation>无定位，请选图斑</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/evidence_texts.py" line="33"/>
        <source>no patch within {0} m</source>
        <translation>{0} m 内没有图斑</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/evidence_texts.py" line="35"/>
        <source>older than the imagery of the change</source>
        <translation>早于变化影像</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/evidence_texts.py" line="37"/>
        <source>says no place; by its name</source>
        <translation>无定位，按文件名</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/evidence_texts.py" line="38"/>
        <source>{0} m away</source>
        <translation>相距 {0} m</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/evidence_texts.py" line="45"/>
        <source>the file is gone</source>
        <translation>文件已丢失</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/evidence_texts.py" line="51"/>
        <source>looks away from the patch</source>
        <translation>镜头背向图斑</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/evidence.py" line="77"/>
        <source>Folder of photos and papers</source>
        <translation>照片和文书所在文件夹</translation>
    </message>
</context>
<context>
    <name>EvidenceDialog</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/evidence_dialog.py" line="36"/>
        <source>Photos and papers</source>
        <translation>照片和文书</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/evidence_dialog.py" line="40"/>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/evidence_dialog.py" line="40"/>
        <source>Taken</source>
        <translation>拍摄时间</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/evidence_dialog.py" line="40"/>
        <source>Patch</source>
        <translation>图斑</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/evidence_dialog.py" line="40"/>
        <source>Finding</source>
        <translation>情况</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/evidence_dialog.py" line="55"/>
        <source>Attach</source>
        <translation>附上</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/evidence_dialog.py" line="56"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/evidence_dialog.py" line="80"/>
        <source>leave out</source>
        <translation>不附</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/evidence_dialog.py" line="82"/>
        <source>{0} (current)</source>
        <translation>{0}（当前）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/evidence_dialog.py" line="97"/>
        <source>{0} of {1} files are attached, as copies in the workspace; the originals stay.</source>
        <translation>{1} 个文件中附上 {0} 个；复制到工作区，原件不动。</translation>
    </message>
</context>
<context>
    <name>EvidenceTab</name>
    <message>
        <location filename="../../twowei/desktop/review/evidence_tab.py" line="46"/>
        <source>No photos or papers yet. Drop them on the window, or a whole folder of them.</source>
        <translation>还没有照片和文书。把文件或整个文件夹拖到窗口上即可。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/evidence_tab.py" line="49"/>
        <source>Add photos and papers…</source>
        <translation>添加照片和文书…</translation>
    </message>
</context>
<context>
    <name>Exchange</name>
    <message>
        <location filename="../../twowei/desktop/exchange.py" line="106"/>
        <source>{0}: {1} photos, {2} cells of tables were taken.</source>
        <translation>{0}：已取入照片 {1} 张、表格 {2} 格。</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="139"/>
        <source>UTF-8 (QGIS, ArcGIS Pro, WPS)</source>
        <translation>UTF-8（QGIS、ArcGIS Pro、WPS）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="140"/>
        <source>GBK (older ArcGIS, MapGIS)</source>
        <translation>GBK（旧版 ArcGIS、MapGIS）</translation>
    </message>
    <message>
        <location filename="../forms/export_dialog.ui" line="6"/>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="180"/>
        <source>Exported: {0} patches, {1} ㎡, to {2}</source>
        <translation>已导出 {0} 个图斑，{1} ㎡，位于 {2}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="265"/>
        <source>Without a verdict, left behind: {0}.</source>
        <translation>另有 {0} 个未判，不导出。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="279"/>
        <source>Folder of exports</source>
        <translation>导出文件夹</translation>
    </message>
    <message>
        <location filename="../forms/export_dialog.ui" line="16"/>
        <source>Verdicts</source>
        <translation>结论</translation>
    </message>
    <message>
        <location filename="../forms/export_dialog.ui" line="30"/>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <location filename="../forms/export_dialog.ui" line="24"/>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <location filename="../forms/export_dialog.ui" line="33"/>
        <source>Show the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="103"/>
        <source>Demolition export: shapefile (52 columns), GeoPackage, points, sheet</source>
        <translation>拆除作业图斑：shapefile（52 个字段）、GeoPackage、点位、字段说明</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="103"/>
        <source>National monitoring patches (JCTB): shapefile, GeoPackage, points</source>
        <translation>国家监测图斑 JCTB: shapefile、GeoPackage、点位</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="103"/>
        <source>Whole ledger (all fields): shapefile, GeoPackage, points</source>
        <translation>全量台账（全部字段）：shapefile、GeoPackage、点位</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="103"/>
        <source>Ledger of cases (违法建设台账), xlsx</source>
        <translation>违法建设台账（xlsx）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="103"/>
        <source>Register of checks (核查登记), xlsx</source>
        <translation>核查登记（xlsx）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="103"/>
        <source>Demolitions of the month (月拆除表), xlsx</source>
        <translation>月拆除表（xlsx）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="103"/>
        <source>Satellite list with checks (卫片清单), xlsx</source>
        <translation>卫片清单，含校核列（xlsx）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="103"/>
        <source>Field package: a folder for each squad</source>
        <translation>外业包：每队一个文件夹</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="103"/>
        <source>GeoJSON</source>
        <translation>GeoJSON</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="103"/>
        <source>DXF for survey software (CASS)</source>
        <translation>DXF（南方 CASS 等测绘软件）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="103"/>
        <source>QGIS project of the whole casebook</source>
        <translation>QGIS 工程（全部图斑）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="103"/>
        <source>JSON for the municipal platform</source>
        <translation>JSON（市级平台）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="130"/>
        <source>Every state</source>
        <translation>全部状态</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="133"/>
        <source>All months</source>
        <translation>全部月份</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="136"/>
        <source>All streets</source>
        <translation>全部街道</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="141"/>
        <source>As usual ({0})</source>
        <translation>按惯例（{0}）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="188"/>
        <source>Would be exported: {0} patches, {1} ㎡, as {2}</source>
        <translation>将导出 {0} 个图斑，{1} ㎡：{2}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="201"/>
        <source>Left behind: {0}</source>
        <translation>未导出：{0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="204"/>
        <source>… and {0} more</source>
        <translation>…… 另有 {0} 条</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="263"/>
        <source>Patches with these verdicts: {0}.</source>
        <translation>这些结论的图斑：{0} 个。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="275"/>
        <source>File to write</source>
        <translation>写入文件</translation>
    </message>
    <message>
        <location filename="../forms/export_dialog.ui" line="14"/>
        <source>What</source>
        <translation>导出内容</translation>
    </message>
    <message>
        <location filename="../forms/export_dialog.ui" line="18"/>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <location filename="../forms/export_dialog.ui" line="20"/>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <location filename="../forms/export_dialog.ui" line="22"/>
        <source>Street</source>
        <translation>街道</translation>
    </message>
    <message>
        <location filename="../forms/export_dialog.ui" line="26"/>
        <source>Coordinates</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <location filename="../forms/export_dialog.ui" line="28"/>
        <source>With the names of parties (recorded)</source>
        <translation>含当事人姓名（留痕）</translation>
    </message>
    <message>
        <location filename="../forms/export_dialog.ui" line="28"/>
        <source>Pictures before and after in cells</source>
        <translation>单元格内附前后影像</translation>
    </message>
    <message>
        <location filename="../forms/export_dialog.ui" line="29"/>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <location filename="../forms/export_dialog.ui" line="34"/>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="245"/>
        <source>Usual: to be checked (S10, S20)</source>
        <translation>惯例：待核查的（S10、S20）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="247"/>
        <source>Usual: 违法 that is not closed, ended or found lawful</source>
        <translation>惯例：违法中未销号、未终止、未认定合法的</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/export_dialog.py" line="248"/>
        <source>Usual: every state but merged and split</source>
        <translation>惯例：除合并拆分外的全部状态</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="26"/>
        <source>Area</source>
        <translation>面积</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="27"/>
        <source>Score</source>
        <translation>置信度</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="28"/>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="29"/>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="30"/>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="31"/>
        <source>Judged by</source>
        <translation>核查人</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="32"/>
        <source>Deadline</source>
        <translation>时限</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="33"/>
        <source>Permits</source>
        <translation>批文</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="34"/>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="35"/>
        <source>Memory</source>
        <translation>记忆</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="37"/>
        <source>Second look</source>
        <translation>二次判定</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="38"/>
        <source>Responsible</source>
        <translation>责任人</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="39"/>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="40"/>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="51"/>
        <source>Hidden until the second verdict is given</source>
        <translation>二次判定前隐藏</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="85"/>
        <source>Undecided</source>
        <translation>未判</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="117"/>
        <source>No layers laid over yet</source>
        <translation>尚未套合图层</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="118"/>
        <source>{0} % approved</source>
        <translation>批文覆盖 {0} %</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="129"/>
        <source>beyond approval</source>
        <translation>超批</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="130"/>
        <source>on farmland</source>
        <translation>占耕地</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="131"/>
        <source>on prime farmland</source>
        <translation>占永农</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="132"/>
        <source>inside red lines</source>
        <translation>占红线</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="139"/>
        <source>size</source>
        <translation>面积</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="140"/>
        <source>stage of building</source>
        <translation>建设阶段</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="141"/>
        <source>farmland</source>
        <translation>占耕</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="142"/>
        <source>deadline</source>
        <translation>时限</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="143"/>
        <source>score</source>
        <translation>置信度</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="144"/>
        <source>relapse</source>
        <translation>回潮</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="154"/>
        <source>seen again {0}</source>
        <translation>再次出现于 {0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="156"/>
        <source>resembles the false alarm {0}</source>
        <translation>与误报 {0} 相似</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="161"/>
        <source>built up again {0} times</source>
        <translation>回潮 {0} 次</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="163"/>
        <source>comes from {0}</source>
        <translation>来自 {0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="158"/>
        <source>no longer looks like the false alarm {0}, or that is long ago</source>
        <translation>原误报 {0}：现在样子不同，或已过记忆期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="75"/>
        <source>right-angled outline</source>
        <translation>规整轮廓</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="76"/>
        <source>straightened outline</source>
        <translation>简化轮廓</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="77"/>
        <source>outline of the pixels</source>
        <translation>像素轮廓</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="78"/>
        <source>outline drawn by hand</source>
        <translation>人工轮廓</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="36"/>
        <source>Other months</source>
        <translation>其他月份</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="172"/>
        <source>first seen {0}</source>
        <translation>首见 {0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="174"/>
        <source>still there {0}</source>
        <translation>{0} 仍在</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="176"/>
        <source>no longer there {0}</source>
        <translation>{0} 已不见</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="178"/>
        <source>not new against {0}</source>
        <translation>对比 {0} 不似新增</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="179"/>
        <source>rank over all months {0} (not calibrated)</source>
        <translation>多期排序分 {0}（未校准）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="99"/>
        <source>New</source>
        <translation>新增建筑</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_facts.py" line="99"/>
        <source>Gone</source>
        <translation>已拆除</translation>
    </message>
</context>
<context>
    <name>FigureTables</name>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="25"/>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="26"/>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="27"/>
        <source>95 %</source>
        <translation>95% 区间</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="28"/>
        <source>Above</source>
        <translation>分子</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="29"/>
        <source>Out of</source>
        <translation>分母</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="30"/>
        <source>On the month before</source>
        <translation>环比</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="31"/>
        <source>On the year before</source>
        <translation>同比</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="32"/>
        <source>What is counted</source>
        <translation>口径</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="200"/>
        <source>{0}, out of</source>
        <translation>{0}（分母）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="63"/>
        <source>Street</source>
        <translation>街道</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="64"/>
        <source>Rank</source>
        <translation>名次</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="65"/>
        <source>Moved</source>
        <translation>升降</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="67"/>
        <source>Flags</source>
        <translation>标记</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="75"/>
        <source>veto</source>
        <translation>一票否决</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="76"/>
        <source>below the mark twice running</source>
        <translation>连续两期未达标</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="88"/>
        <source>Veto</source>
        <translation>一票否决</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="89"/>
        <source>Missed</source>
        <translation>逾期数</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="90"/>
        <source>Why</source>
        <translation>事由</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="105"/>
        <source>Part</source>
        <translation>分类</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="159"/>
        <source>Who</source>
        <translation>单位</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="160"/>
        <source>Counted by</source>
        <translation>口径</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="161"/>
        <source>Target ×10⁴ ㎡</source>
        <translation>年度目标 万㎡</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="162"/>
        <source>Done ×10⁴ ㎡</source>
        <translation>已拆除 万㎡</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="163"/>
        <source>Done %</source>
        <translation>完成率</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="164"/>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="167"/>
        <source>floor area</source>
        <translation>建筑面积</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="168"/>
        <source>footprint</source>
        <translation>占地面积</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="174"/>
        <source>no target set, so no percentage</source>
        <translation>未下达目标，不计完成率</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="189"/>
        <source>of</source>
        <translation>分子/分母</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="120"/>
        <source>Counted in</source>
        <translation>单位</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="122"/>
        <source>Left over</source>
        <translation>差</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="136"/>
        <source>patches</source>
        <translation>处</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="138"/>
        <source>㎡ of farmland</source>
        <translation>㎡ 耕地</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="140"/>
        <source>All</source>
        <translation>合计</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="150"/>
        <source>stands in no column: look for a missing demolition date</source>
        <translation>账不平：请查缺少拆除日期的图斑</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figure_tables.py" line="130"/>
        <source>Demolished</source>
        <translation>已拆除</translation>
    </message>
</context>
<context>
    <name>FiguresWindow</name>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="47"/>
        <source>Figures</source>
        <translation>统计看板</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="47"/>
        <source>Alt+←→ period · Ctrl+C copies cells · F5 anew · Esc closes</source>
        <translation>点数字开清单 · Alt+←→ 换期 · Ctrl+C 复制 · F5 刷新 · Esc 关闭</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="67"/>
        <source>Monthly report…</source>
        <translation>月度通报…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="71"/>
        <source>Read anew</source>
        <translation>刷新</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="117"/>
        <source>All streets</source>
        <translation>全部街道</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="159"/>
        <source>Street</source>
        <translation>街道</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="128"/>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="129"/>
        <source>All figures</source>
        <translation>全部指标</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="130"/>
        <source>Streets</source>
        <translation>街道排名</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="131"/>
        <source>Parts</source>
        <translation>分类统计</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="132"/>
        <source>Year&apos;s task</source>
        <translation>年度任务</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="159"/>
        <source>Community</source>
        <translation>社区</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="159"/>
        <source>Source</source>
        <translation>线索来源</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="160"/>
        <source>New or old stock</source>
        <translation>增量/存量</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="160"/>
        <source>On the ground or on a building</source>
        <translation>平面/立体</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="166"/>
        <source>By</source>
        <translation>按</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="179"/>
        <source>{0}, whole year</source>
        <translation>{0} 全年</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="189"/>
        <source>Known up to {0} · policy {1}</source>
        <translation>统计截至 {0} · 政策 {1}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="204"/>
        <source>Recall: imagery and other sources found nothing together, it cannot be estimated.</source>
        <translation>估计查全率：影像与其他渠道无共同发现，无法估计。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="206"/>
        <source>Estimated recall of imagery {0} % [{1}–{2}] (imagery {3}, others {4}, both {5})</source>
        <translation>估计查全率 {0}% [{1}–{2}]（影像发现 {3}，其他渠道 {4}，共同 {5}）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="216"/>
        <source>Veto: {0}</source>
        <translation>一票否决：{0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="218"/>
        <source>Below the mark twice running: {0}</source>
        <translation>连续两期未达标：{0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="69"/>
        <source>Save charts…</source>
        <translation>保存图表…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="133"/>
        <source>Check</source>
        <translation>校核</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="234"/>
        <source>Found by imagery</source>
        <translation>影像发现</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="234"/>
        <source>Found by others</source>
        <translation>其他渠道发现</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="234"/>
        <source>Found by both</source>
        <translation>共同发现</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="256"/>
        <source>Save charts</source>
        <translation>保存图表</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="261"/>
        <source>Charts saved: {0}</source>
        <translation>图表已保存：{0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/figures_window.py" line="196"/>
        <source>Year&apos;s task, the whole</source>
        <translation>年度任务完成率（全区）</translation>
    </message>
</context>
<context>
    <name>FilterPanel</name>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="155"/>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="155"/>
        <source>Undecided</source>
        <translation>未判</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="155"/>
        <source>With a verdict</source>
        <translation>已判</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="165"/>
        <source>Any</source>
        <translation>不限</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="162"/>
        <source>Overdue</source>
        <translation>已超期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="164"/>
        <source>Within {0} d</source>
        <translation>{0} 天内</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="165"/>
        <source>Waits for a second look</source>
        <translation>待二次判定</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="165"/>
        <source>Looked at twice</source>
        <translation>已二次判定</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="165"/>
        <source>Both agree</source>
        <translation>两次一致</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="165"/>
        <source>Both differ</source>
        <translation>两次不一致</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="179"/>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="179"/>
        <source>Street</source>
        <translation>街道</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="179"/>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="179"/>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="179"/>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="179"/>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="179"/>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="179"/>
        <source>Responsible</source>
        <translation>责任人</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="179"/>
        <source>Area</source>
        <translation>面积</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="179"/>
        <source>Score</source>
        <translation>置信度</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="179"/>
        <source>Deadline</source>
        <translation>时限</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="179"/>
        <source>Second look</source>
        <translation>二次判定</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="203"/>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="204"/>
        <source>Save as a view…</source>
        <translation>另存为视图…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="90"/>
        <source>At {0} you check {1} fewer of {2} and miss about {3} real ones.</source>
        <translation>置信度 {0} 以上：{2} 个待核查图斑少看 {1}，预计漏掉真实变化约 {3} 个。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="207"/>
        <source>Delete this view</source>
        <translation>删除此视图</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/filter_panel.py" line="143"/>
        <source>Only the {0} patches of a board or figure</source>
        <translation>仅看板或指标对应的 {0} 个图斑</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="23"/>
        <source>The .shx is missing; the shapes were found without it.</source>
        <translation>缺少 .shx，已直接从 .shp 读出图形。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="24"/>
        <source>Heights or measures were left out.</source>
        <translation>已去掉高程或量测值（三维转二维）。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="25"/>
        <source>The .prj cannot be understood ({0}…) and counts as missing.</source>
        <translation>.prj 无法识别（{0}…），按缺失处理。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="26"/>
        <source>GDAL says: {0}</source>
        <translation>GDAL 提示：{0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="27"/>
        <source>Written in {0}, unlike the rest ({1}).</source>
        <translation>编码为 {0}，与其余行（{1}）不同。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="28"/>
        <source>Holds bytes that are no {0}.</source>
        <translation>含有不属于 {0} 的字节。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="29"/>
        <source>{0} holds no number but {1}.</source>
        <translation>{0} 不是数字：{1}。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="30"/>
        <source>Line {0} is not written in {1}, unlike the rest.</source>
        <translation>第 {0} 行的编码不是 {1}，与其余行不同。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="31"/>
        <source>x and y had changed places and were put back.</source>
        <translation>X、Y 颠倒，已换回。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="32"/>
        <source>In {0} it lies {1:,.0f} km from this workspace: is that the right CRS?</source>
        <translation>按 {0} 定位距本工作区 {1:,.0f} 公里，坐标系是否正确？</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="33"/>
        <source>{0} of {1} meet known patches only without the GCJ-02 shift, so it was taken off.</source>
        <translation>{1} 个中有 {0} 个去掉 GCJ-02 偏移后才与已有图斑重合，已纠偏。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="36"/>
        <source>Earlier deliveries were in GCJ-02, so the shift was taken off.</source>
        <translation>该单位以往数据为 GCJ-02，已纠偏。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="37"/>
        <source>Ovital writes GCJ-02, so the shift was taken off; if it is unshifted, choose EPSG:4490.</source>
        <translation>奥维导出为 GCJ-02，已纠偏；若导出时未偏移，请选 EPSG:4490。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="40"/>
        <source>The name says GCJ-02, so the shift was taken off; if that is wrong, choose EPSG:4490.</source>
        <translation>名称注明 GCJ-02，已纠偏；若不对，请选 EPSG:4490。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="43"/>
        <source>No shape.</source>
        <translation>没有图形。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="44"/>
        <source>The coordinates are no numbers.</source>
        <translation>坐标不是数字。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="45"/>
        <source>No area ({0}).</source>
        <translation>不是面（{0}）。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="46"/>
        <source>Encloses no area.</source>
        <translation>面积为零。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="47"/>
        <source>The outline crossed itself and was mended.</source>
        <translation>边界自相交，已修复。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="48"/>
        <source>A point; a circle of {0:,.0f} ㎡ stands for it.</source>
        <translation>只有点位，以 {0:,.0f} ㎡ 的圆代替轮廓。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="49"/>
        <source>{0}: {1} is no date.</source>
        <translation>{0}：{1} 不是有效日期。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="50"/>
        <source>The stated areas are {0:.4g} of the true ㎡, which is no unit of area; they were not used.</source>
        <translation>所填面积为实际平方米的 {0:.4g} 倍，不符合任何面积单位，未采用。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="53"/>
        <source>The column of areas says {0}, but its numbers are {1} ({2:.4g} of the true ㎡).</source>
        <translation>面积列写的是{0}，数值实为{1}（实际平方米的 {2:.4g} 倍）。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="56"/>
        <source>States {0:,.1f} ㎡, but the outline has {1:,.1f} ㎡.</source>
        <translation>填报 {0:,.1f} ㎡，图形面积为 {1:,.1f} ㎡。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="57"/>
        <source>No column holds the supplier&apos;s numbers (JCBH).</source>
        <translation>没有监测编号列（JCBH）。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="58"/>
        <source>No number.</source>
        <translation>没有编号。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="59"/>
        <source>Has the number {0} of row {1} too.</source>
        <translation>编号 {0} 与第 {1} 行重复。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/findings.py" line="60"/>
        <source>Row {0} over again.</source>
        <translation>与第 {0} 行完全相同。</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <location filename="../../twowei/desktop/gallery.py" line="81"/>
        <source>Before</source>
        <translation>前期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/gallery.py" line="80"/>
        <source>After</source>
        <translation>后期</translation>
    </message>
</context>
<context>
    <name>Guidance</name>
    <message>
        <location filename="../../twowei/desktop/guidance.py" line="67"/>
        <source>Working…</source>
        <translation>正在进行…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/guidance.py" line="67"/>
        <source>The status bar below shows how far it is.</source>
        <translation>进度见下方状态栏。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/guidance.py" line="79"/>
        <source>No imagery yet</source>
        <translation>还没有影像</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/guidance.py" line="79"/>
        <source>Drop two months of imagery on the window.</source>
        <translation>请把两个月的影像拖到窗口中。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/guidance.py" line="85"/>
        <source>One month so far</source>
        <translation>只有一个月</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/guidance.py" line="85"/>
        <source>Drop the imagery of a second month on the window; then the two can be compared.</source>
        <translation>请再拖入另一个月的影像，即可比对。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/guidance.py" line="91"/>
        <source>No patches found</source>
        <translation>没有发现图斑</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/guidance.py" line="91"/>
        <source>Detect again…</source>
        <translation>再次检测…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/guidance.py" line="99"/>
        <source>No patches yet</source>
        <translation>还没有图斑</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/guidance.py" line="99"/>
        <source>Compare the two months to find suspected new buildings.</source>
        <translation>比对两个月的影像，找出疑似新增建筑。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/guidance.py" line="99"/>
        <source>Detect changes…</source>
        <translation>检测变化…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/guidance.py" line="65"/>
        <source>Looking up the imagery…</source>
        <translation>正在查找影像…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/guidance.py" line="73"/>
        <source>The imagery is not where it was</source>
        <translation>影像不在原处</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/guidance.py" line="73"/>
        <source>Its folder was moved or renamed, or a drive is not connected. Point to it.</source>
        <translation>影像文件夹被搬走、改名，或移动硬盘没有连接。请指明现在的位置。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/guidance.py" line="73"/>
        <source>Where it is now…</source>
        <translation>指明现在的位置…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/guidance.py" line="111"/>
        <source>The imagery of {0} is not where it was: {1} files, such as {2}.</source>
        <translation>{0} 的影像不在原处：{1} 个文件，如 {2}。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/guidance.py" line="112"/>
        <source>Its folder was moved or renamed, or a drive is not connected. No patch is lost.</source>
        <translation>文件夹被搬走、改名，或移动硬盘没有连接。图斑一个不少。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/guidance.py" line="113"/>
        <source>Connect the drive and press Ctrl+F5, or say where the folder is now.</source>
        <translation>请接好硬盘后按 Ctrl+F5，或指明文件夹现在的位置。</translation>
    </message>
</context>
<context>
    <name>GuideDialog</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/guide_dialog.py" line="22"/>
        <source>User guide</source>
        <translation>使用指南</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/guide_dialog.py" line="29"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="81"/>
        <source>found by the detector</source>
        <translation>检测发现</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="82"/>
        <source>entered</source>
        <translation>录入</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="83"/>
        <source>verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="84"/>
        <source>verdict taken back</source>
        <translation>撤回判定</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="85"/>
        <source>second look</source>
        <translation>二次判定</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="87"/>
        <source>moved on</source>
        <translation>流转</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="88"/>
        <source>facts noted</source>
        <translation>登记要素</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="89"/>
        <source>laid over permits and red lines</source>
        <translation>套合批文与红线</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="90"/>
        <source>seen again</source>
        <translation>再次出现</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="92"/>
        <source>grown since</source>
        <translation>面积扩大</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="93"/>
        <source>split</source>
        <translation>拆分</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="94"/>
        <source>merged</source>
        <translation>合并</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="95"/>
        <source>made by splitting or merging</source>
        <translation>拆分或合并而成</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="105"/>
        <source>archived</source>
        <translation>归档</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="108"/>
        <source>exported</source>
        <translation>导出</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="106"/>
        <source>outline drawn in another program taken in</source>
        <translation>采纳其他软件中修改的图形</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="107"/>
        <source>change made in another program put back</source>
        <translation>恢复其他软件中的改动</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="91"/>
        <source>placed by new zones</source>
        <translation>按新网格归属</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="100"/>
        <source>drawn by hand</source>
        <translation>人工补画</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="103"/>
        <source>outline drawn anew</source>
        <translation>轮廓已修改</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="104"/>
        <source>outline taken back</source>
        <translation>轮廓修改已撤销</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="98"/>
        <source>photo or paper attached</source>
        <translation>附上照片或文书</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="99"/>
        <source>visited (track)</source>
        <translation>轨迹到访</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="96"/>
        <source>split or merge taken back</source>
        <translation>拆分或合并已撤销</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="97"/>
        <source>split or merge done again</source>
        <translation>拆分或合并已重做</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="86"/>
        <source>second look taken back</source>
        <translation>撤回二次判定</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="101"/>
        <source>drawing taken back</source>
        <translation>撤回补画</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/history_texts.py" line="102"/>
        <source>drawn again</source>
        <translation>重做补画</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/import_dialog.py" line="298"/>
        <source>All {0} rows were delivered before; nothing changed.</source>
        <translation>{0} 行此前均已导入，没有变化。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/import_dialog.py" line="300"/>
        <source>Imported as batch {0}: {1}</source>
        <translation>已导入，批次 {0}：{1}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/import_dialog.py" line="147"/>
        <source>find out</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/import_dialog.py" line="152"/>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <location filename="../forms/import_dialog.ui" line="19"/>
        <source>as the file says</source>
        <translation>以文件为准</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/import_dialog.py" line="185"/>
        <source>Patches</source>
        <translation>图斑</translation>
    </message>
    <message>
        <location filename="../forms/import_dialog.ui" line="6"/>
        <source>Import patches</source>
        <translation>导入图斑</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/import_dialog.py" line="238"/>
        <source>The file does not say its CRS. Choose it above; ask the supplier if in doubt.</source>
        <translation>文件没有坐标系信息。请在上方选择正确的坐标系；不确定时请询问供图单位。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/import_dialog.py" line="263"/>
        <source>Findings ({0})</source>
        <translation>检查结果（{0}）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/import_dialog.py" line="266"/>
        <source>Leave out {0} rows that cannot be used</source>
        <translation>跳过 {0} 行无法使用的记录</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/import_dialog.py" line="274"/>
        <source>{0}, {1} rows</source>
        <translation>{0}，{1} 行</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/import_dialog.py" line="276"/>
        <source>GCJ-02 shift taken off</source>
        <translation>GCJ-02 已纠偏</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/import_dialog.py" line="278"/>
        <source>areas in {0}</source>
        <translation>面积单位：{0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/import_dialog.py" line="278"/>
        <source>no usable areas</source>
        <translation>无可用面积</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/import_dialog.py" line="281"/>
        <source>Would be: {0}</source>
        <translation>导入后：{0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/import_dialog.py" line="306"/>
        <source>{0} new</source>
        <translation>新增 {0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/import_dialog.py" line="307"/>
        <source>{0} rebuilt</source>
        <translation>回潮 {0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/import_dialog.py" line="308"/>
        <source>{0} known already</source>
        <translation>已有 {0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/import_dialog.py" line="309"/>
        <source>{0} seen again</source>
        <translation>再次发现 {0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/import_dialog.py" line="310"/>
        <source>{0} grown</source>
        <translation>扩建 {0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/import_dialog.py" line="311"/>
        <source>{0} known false alarms</source>
        <translation>已知误报 {0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/import_dialog.py" line="315"/>
        <source>{0} delivered before</source>
        <translation>此前已导入 {0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/import_dialog.py" line="316"/>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <location filename="../forms/import_dialog.ui" line="14"/>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <location filename="../forms/import_dialog.ui" line="15"/>
        <source>Shapefile, GeoPackage, GeoJSON, KML, xlsx, csv, or a .zip of it</source>
        <translation>shp、GPKG、GeoJSON、KML/ovkml、xlsx、csv，或其 zip 包</translation>
    </message>
    <message>
        <location filename="../forms/import_dialog.ui" line="15"/>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <location filename="../forms/import_dialog.ui" line="16"/>
        <source>Supplier</source>
        <translation>供图单位</translation>
    </message>
    <message>
        <location filename="../forms/import_dialog.ui" line="18"/>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <location filename="../forms/import_dialog.ui" line="20"/>
        <source>Source</source>
        <translation>线索来源</translation>
    </message>
    <message>
        <location filename="../forms/import_dialog.ui" line="22"/>
        <source>CRS</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <location filename="../forms/import_dialog.ui" line="24"/>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <location filename="../forms/import_dialog.ui" line="26"/>
        <source>Layer or sheet</source>
        <translation>图层或工作表</translation>
    </message>
    <message>
        <location filename="../forms/import_dialog.ui" line="27"/>
        <source>the only one</source>
        <translation>唯一的一个</translation>
    </message>
    <message>
        <location filename="../forms/import_dialog.ui" line="31"/>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <location filename="../forms/import_dialog.ui" line="32"/>
        <source>Columns</source>
        <translation>字段对应</translation>
    </message>
    <message>
        <location filename="../forms/import_dialog.ui" line="33"/>
        <source>Findings</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <location filename="../forms/import_dialog.ui" line="33"/>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <location filename="../forms/import_dialog.ui" line="33"/>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <location filename="../forms/import_dialog.ui" line="33"/>
        <source>Finding</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <location filename="../forms/import_dialog.ui" line="36"/>
        <source>Leave out the rows that cannot be used</source>
        <translation>跳过无法使用的行</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/import_dialog.py" line="205"/>
        <source>Looking into the file…</source>
        <translation>正在读取文件…</translation>
    </message>
</context>
<context>
    <name>IngestDialog</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/ingest_dialog.py" line="137"/>
        <source>Add to workspace</source>
        <translation>加入工作区</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/ingest_dialog.py" line="139"/>
        <source>Satellite</source>
        <translation>卫星</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/ingest_dialog.py" line="140"/>
        <source>Drone</source>
        <translation>无人机</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/ingest_dialog.py" line="155"/>
        <source>Reading the headers…</source>
        <translation>正在读取文件头…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/ingest_dialog.py" line="207"/>
        <source>Files that can be used: {0}.</source>
        <translation>可用文件：{0} 个。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/ingest_dialog.py" line="209"/>
        <source>Left out: {0}.</source>
        <translation>不可用、将略过：{0} 个。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/ingest_dialog.py" line="217"/>
        <source>Nothing here can be used.</source>
        <translation>没有可用的影像。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/ingest_dialog.py" line="250"/>
        <source>cannot be used</source>
        <translation>不可用</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/ingest_dialog.py" line="228"/>
        <source>own</source>
        <translation>自定义</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/ingest_dialog.py" line="251"/>
        <source>usable, see below</source>
        <translation>可用，见下方说明</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/ingest_dialog.py" line="251"/>
        <source>fine</source>
        <translation>正常</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/ingest_dialog.py" line="271"/>
        <source>{0} has imagery already; it will be replaced.</source>
        <translation>{0} 已有影像，将被替换。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/ingest_dialog.py" line="274"/>
        <source>The files are of several months: {0}.</source>
        <translation>文件属于多个月份：{0}。</translation>
    </message>
    <message>
        <location filename="../forms/ingest_dialog.ui" line="6"/>
        <source>Add imagery</source>
        <translation>添加影像</translation>
    </message>
    <message>
        <location filename="../forms/ingest_dialog.ui" line="14"/>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <location filename="../forms/ingest_dialog.ui" line="14"/>
        <source>Size in pixels</source>
        <translation>大小（像素）</translation>
    </message>
    <message>
        <location filename="../forms/ingest_dialog.ui" line="14"/>
        <source>CRS</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <location filename="../forms/ingest_dialog.ui" line="14"/>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <location filename="../forms/ingest_dialog.ui" line="14"/>
        <source>Bands</source>
        <translation>波段</translation>
    </message>
    <message>
        <location filename="../forms/ingest_dialog.ui" line="14"/>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <location filename="../forms/ingest_dialog.ui" line="14"/>
        <source>Finding</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <location filename="../forms/ingest_dialog.ui" line="18"/>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <location filename="../forms/ingest_dialog.ui" line="18"/>
        <source>Sensor</source>
        <translation>传感器</translation>
    </message>
    <message>
        <location filename="../forms/ingest_dialog.ui" line="18"/>
        <source>The day was</source>
        <translation>拍摄日期</translation>
    </message>
    <message>
        <location filename="../forms/ingest_dialog.ui" line="18"/>
        <source>Overrides the day found in the files</source>
        <translation>覆盖文件中读到的日期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/ingest_dialog.py" line="255"/>
        <source>{0}: damaged, cut off or no raster at all; fetch it again.</source>
        <translation>{0}：文件损坏、不完整或不是栅格影像，请重新获取。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/ingest_dialog.py" line="154"/>
        <source>Choose, or type such as EPSG:4548</source>
        <translation>请选择，或输入，如 EPSG:4548</translation>
    </message>
    <message>
        <location filename="../forms/ingest_dialog.ui" line="16"/>
        <source>CRS of the files without one</source>
        <translation>没有坐标系的文件用</translation>
    </message>
    <message>
        <location filename="../forms/ingest_dialog.ui" line="17"/>
        <source>Supplier</source>
        <translation>供应商</translation>
    </message>
    <message>
        <location filename="../forms/ingest_dialog.ui" line="17"/>
        <source>Bands and border value are remembered by this name</source>
        <translation>按此名称记住波段和边框值</translation>
    </message>
    <message>
        <location filename="../forms/ingest_dialog.ui" line="17"/>
        <source>Bands of red, green, blue</source>
        <translation>红、绿、蓝波段</translation>
    </message>
    <message>
        <location filename="../forms/ingest_dialog.ui" line="17"/>
        <source>Such as 4,3,2; empty takes them as the files mark them</source>
        <translation>如 4,3,2；留空则按文件标记</translation>
    </message>
    <message>
        <location filename="../forms/ingest_dialog.ui" line="17"/>
        <source>No imagery where</source>
        <translation>无影像值</translation>
    </message>
    <message>
        <location filename="../forms/ingest_dialog.ui" line="17"/>
        <source>Value of a border that the files do not mark as missing, in all bands at once</source>
        <translation>文件未标记的边框在所有波段上共同的像素值</translation>
    </message>
</context>
<context>
    <name>JobBar</name>
    <message>
        <location filename="../../twowei/desktop/job_bar.py" line="46"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_bar.py" line="110"/>
        <source>{0}: stopping…</source>
        <translation>{0}：正在停止…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_bar.py" line="123"/>
        <source>{0} more</source>
        <translation>还有 {0} 项</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_bar.py" line="123"/>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_bar.py" line="124"/>
        <source>{0} interrupted jobs</source>
        <translation>中断的任务 {0} 项</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_bar.py" line="93"/>
        <source>{0} waits for what runs; it begins by itself.</source>
        <translation>{0}：正在排队，轮到时自动开始。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_bar.py" line="99"/>
        <source>{0} failed. {1}</source>
        <translation>{0}失败。{1}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_bar.py" line="102"/>
        <source>{0}: stopped. What is finished is kept.</source>
        <translation>{0}：已停止，已完成的部分会保留。</translation>
    </message>
</context>
<context>
    <name>JobName</name>
    <message>
        <location filename="../../twowei/desktop/job_names.py" line="31"/>
        <source>Adding {0}</source>
        <translation>添加 {0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_names.py" line="32"/>
        <source>Detecting {0} → {1}</source>
        <translation>检测 {0} → {1}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_names.py" line="33"/>
        <source>Saving the picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_names.py" line="34"/>
        <source>Building overviews</source>
        <translation>建立金字塔</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_names.py" line="35"/>
        <source>Looking for the imagery</source>
        <translation>查找影像</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_names.py" line="36"/>
        <source>Making the sample</source>
        <translation>制作示例</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_names.py" line="37"/>
        <source>Exporting {0}</source>
        <translation>导出 {0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_names.py" line="38"/>
        <source>Importing {0}</source>
        <translation>导入 {0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_names.py" line="39"/>
        <source>Taking in {0}</source>
        <translation>取入 {0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_names.py" line="40"/>
        <source>Writing the report of {0}</source>
        <translation>生成 {0} 通报</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_names.py" line="41"/>
        <source>Writing {0} dossiers</source>
        <translation>生成 {0} 份档案</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_names.py" line="42"/>
        <source>Writing the dossier of {0}</source>
        <translation>生成 {0} 的档案</translation>
    </message>
</context>
<context>
    <name>JobQueue</name>
    <message>
        <location filename="../../twowei/desktop/job_queue.py" line="174"/>
        <source>asked to stop</source>
        <translation>要求停止</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_queue.py" line="177"/>
        <source>cancelled before its turn came</source>
        <translation>轮到之前已取消</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_queue.py" line="186"/>
        <source>interrupted: the window was closed</source>
        <translation>中断：窗口已关闭</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_queue.py" line="196"/>
        <source>begun: {0}</source>
        <translation>开始：{0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_queue.py" line="231"/>
        <source>over: {0}</source>
        <translation>结束：{0}</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <location filename="../../twowei/desktop/job_queue.py" line="241"/>
        <source>waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_queue.py" line="242"/>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_queue.py" line="243"/>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_queue.py" line="244"/>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_queue.py" line="245"/>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/job_queue.py" line="246"/>
        <source>interrupted</source>
        <translation>中断</translation>
    </message>
</context>
<context>
    <name>JobsDialog</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/jobs_dialog.py" line="47"/>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/jobs_dialog.py" line="55"/>
        <source>The log of the chosen job.</source>
        <translation>所选任务的日志。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/jobs_dialog.py" line="56"/>
        <source>No jobs yet. Detection, overviews, exports and papers stand here as they run.</source>
        <translation>还没有任务。检测、建立金字塔、导出、出报告时会列在这里。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/jobs_dialog.py" line="76"/>
        <source>Job</source>
        <translation>任务</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/jobs_dialog.py" line="76"/>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/jobs_dialog.py" line="76"/>
        <source>Done</source>
        <translation>进度</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/jobs_dialog.py" line="76"/>
        <source>Ordered</source>
        <translation>提交时间</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/jobs_dialog.py" line="76"/>
        <source>Took</source>
        <translation>用时</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/jobs_dialog.py" line="76"/>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/jobs_dialog.py" line="86"/>
        <source>Cancel job</source>
        <translation>取消任务</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/jobs_dialog.py" line="171"/>
        <source>Run again</source>
        <translation>重新运行</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/jobs_dialog.py" line="88"/>
        <source>Take off the list</source>
        <translation>移出列表</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/jobs_dialog.py" line="90"/>
        <source>Copy log</source>
        <translation>复制日志</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/jobs_dialog.py" line="91"/>
        <source>Open log file</source>
        <translation>打开日志文件</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/jobs_dialog.py" line="92"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/jobs_dialog.py" line="171"/>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>KeyEditor</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/key_editor.py" line="33"/>
        <source>What it does</source>
        <translation>功能</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/key_editor.py" line="33"/>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/key_editor.py" line="42"/>
        <source>Default keys</source>
        <translation>恢复默认按键</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/key_editor.py" line="69"/>
        <source>{0} stands for two commands: {1} and {2}.</source>
        <translation>{0} 同时用于两个命令：{1} 和 {2}。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/key_editor.py" line="81"/>
        <source>Verdict {0}</source>
        <translation>结论：{0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/key_editor.py" line="82"/>
        <source>Reason at place {0}</source>
        <translation>第 {0} 个原因</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/key_editor.py" line="84"/>
        <source>Hold: show the month before</source>
        <translation>按住：显示前期</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <location filename="../forms/key_sheet.ui" line="5"/>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>Layers</name>
    <message>
        <location filename="../../twowei/desktop/layers.py" line="51"/>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/layers.py" line="53"/>
        <source>What is drawn over the imagery</source>
        <translation>影像上叠加显示的内容</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/layers.py" line="138"/>
        <source>Shift between the months, {0}× (longest {1} m)</source>
        <translation>两期之间的偏移，放大 {0} 倍（最长 {1} 米）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/layers.py" line="138"/>
        <source>What the correction leaves</source>
        <translation>校正后的残差</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/layers.py" line="162"/>
        <source>Districts</source>
        <translation>区县</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/layers.py" line="163"/>
        <source>Streets</source>
        <translation>街道（乡镇）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/layers.py" line="164"/>
        <source>Communities</source>
        <translation>社区（村）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/layers.py" line="165"/>
        <source>Shift between the months</source>
        <translation>两期影像偏移</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <location filename="../../twowei/desktop/main_window.py" line="186"/>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/main_window.py" line="186"/>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/main_window.py" line="328"/>
        <source>Open or make a workspace first; then drop the imagery again.</source>
        <translation>请先打开或新建工作区，再拖入影像。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/main_window.py" line="364"/>
        <source>Something is running; the change shows at the next start.</source>
        <translation>有任务正在运行，下次启动时生效。</translation>
    </message>
    <message>
        <location filename="../forms/main_window.ui" line="5"/>
        <source>twowei</source>
        <translation>两违</translation>
    </message>
    <message>
        <location filename="../forms/main_window.ui" line="51"/>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/main_window.py" line="347"/>
        <source>Versions, settings and the end of the log; no imagery and no patches.</source>
        <translation>版本、设置和日志末尾；不含影像和图斑。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/main_window.py" line="348"/>
        <source>Report for support</source>
        <translation>诊断报告</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/main_window.py" line="107"/>
        <source>Jobs of this workspace still run; cancel them, or wait for their end.</source>
        <translation>本工作区还有任务在运行；请先取消，或等它们结束。</translation>
    </message>
</context>
<context>
    <name>Measures</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="13"/>
        <source>Newer imagery covered by the older</source>
        <translation>后期影像被前期影像覆盖的比例</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="14"/>
        <source>Missing pixels within the overlap</source>
        <translation>重叠区内无影像比例</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="15"/>
        <source>Resolution, coarser over finer</source>
        <translation>分辨率之比（粗/细）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="16"/>
        <source>Resolution over that of the model</source>
        <translation>影像与模型分辨率之比</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="17"/>
        <source>Shift as the dates came</source>
        <translation>原始配准偏差</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="18"/>
        <source>Shift left after the correction</source>
        <translation>校正后剩余偏差</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="19"/>
        <source>Cloud, of the worse date</source>
        <translation>云量（较差一期）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="20"/>
        <source>Haze, of the worse date</source>
        <translation>薄雾（较差一期）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="21"/>
        <source>Sharpness, sharper over softer</source>
        <translation>清晰度之比</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="22"/>
        <source>Time between the dates</source>
        <translation>两期间隔</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="23"/>
        <source>Seasons apart (180° is summer against winter)</source>
        <translation>季节差（180° 为夏对冬）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="24"/>
        <source>Turn of the shadows</source>
        <translation>阴影方向差</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="31"/>
        <source>Outside the overlap new buildings stay unseen.</source>
        <translation>重叠区以外的新增建筑查不到。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="32"/>
        <source>Nothing is found where either date is missing.</source>
        <translation>任一期缺影像处查不到变化。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="33"/>
        <source>A softer date looks changed at its edges; at 4 useless.</source>
        <translation>较模糊一期的边缘像变化；达到 4 倍时结果无用。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="34"/>
        <source>Beyond 2 the model finds nothing reliable.</source>
        <translation>超过 2 倍时模型结果不可靠。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="35"/>
        <source>None once corrected; so much hints at a wrong CRS.</source>
        <translation>校正后无影响；偏差这么大，坐标系可能有误。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="36"/>
        <source>Up to 4 pixels none; 8 make five times as many.</source>
        <translation>4 像素以内无影响；8 像素时误报约为 5 倍。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="37"/>
        <source>Cloud hides buildings and looks like new roofs.</source>
        <translation>云会遮住建筑，亮云像新屋顶。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="38"/>
        <source>Thick haze loses small roofs.</source>
        <translation>浓雾会漏掉小屋顶。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="39"/>
        <source>Texture that only one date shows looks like change.</source>
        <translation>只有一期才有的纹理会像变化。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="40"/>
        <source>More has changed that is no building.</source>
        <translation>非建筑的变化更多。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="41"/>
        <source>Bare trees and ploughed fields look like change.</source>
        <translation>落叶树和翻耕地会像变化。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="42"/>
        <source>Thin false alarms beside tall buildings.</source>
        <translation>高楼旁会出现细长误报。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="48"/>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/measures.py" line="48"/>
        <source>months</source>
        <translation>个月</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <location filename="../../twowei/desktop/message_bar.py" line="34"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ModeBar</name>
    <message>
        <location filename="../../twowei/desktop/mode_bar.py" line="24"/>
        <source>Swipe: both months, a line between them to drag  (C; Shift+C turns it)</source>
        <translation>卷帘：拖动分界线对比两期（C；Shift+C 转换方向）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/mode_bar.py" line="25"/>
        <source>Side by side, the cursor mirrored  (C)</source>
        <translation>并排：两窗联动，光标同步（C）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/mode_bar.py" line="26"/>
        <source>Flicker: one month after the other  (C)</source>
        <translation>闪烁：两期交替显示（C）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/mode_bar.py" line="27"/>
        <source>Fade from one month into the other  (C)</source>
        <translation>渐变：由前期过渡到后期（C）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/mode_bar.py" line="28"/>
        <source>The month before alone  (hold B)</source>
        <translation>只看前期（按住 B）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/mode_bar.py" line="29"/>
        <source>The month after alone</source>
        <translation>只看后期</translation>
    </message>
</context>
<context>
    <name>MonthlyDialog</name>
    <message>
        <location filename="../../twowei/desktop/board/paper_dialogs.py" line="29"/>
        <source>Monthly report</source>
        <translation>月度通报</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/paper_dialogs.py" line="33"/>
        <source>the next, or that of the month where it was issued before</source>
        <translation>自动（已发过的月份沿用原期号）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/paper_dialogs.py" line="36"/>
        <source>Month or year</source>
        <translation>月份或年度</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/paper_dialogs.py" line="37"/>
        <source>Issue</source>
        <translation>期号</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/paper_dialogs.py" line="38"/>
        <source>Published by</source>
        <translation>发文单位</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/paper_dialogs.py" line="39"/>
        <source>A PDF and a Word document are written; their hashes are kept in the casebook.</source>
        <translation>生成 PDF 和 Word 各一份，哈希值存入台账。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/paper_dialogs.py" line="42"/>
        <source>Write the report</source>
        <translation>生成通报</translation>
    </message>
</context>
<context>
    <name>MoveDialog</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/move_dialog.py" line="72"/>
        <source> or </source>
        <translation> 或 </translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/move_dialog.py" line="73"/>
        <source>By: {0}.  * must be given;  ° one of these is enough.</source>
        <translation>办理人：{0}。  * 必填； ° 任填一项即可。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/move_dialog.py" line="76"/>
        <source>Add papers…</source>
        <translation>添加文书…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/move_dialog.py" line="77"/>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/move_dialog.py" line="78"/>
        <source>Papers</source>
        <translation>文书</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/move_dialog.py" line="95"/>
        <source>must be given: why it comes back</source>
        <translation>必填：退回原因</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/move_dialog.py" line="97"/>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/move_dialog.py" line="97"/>
        <source>archive the patch first (A)</source>
        <translation>请先归档（A）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/move_dialog.py" line="98"/>
        <source>Number and dossier fixed *</source>
        <translation>编号与档案已固定 *</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/move_dialog.py" line="101"/>
        <source>Reason *</source>
        <translation>原因 *</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/move_dialog.py" line="103"/>
        <source>Add photos…</source>
        <translation>添加照片…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/move_dialog.py" line="103"/>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/move_dialog.py" line="105"/>
        <source>Photos, at least {0}</source>
        <translation>照片，至少 {0} 张</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/move_dialog.py" line="131"/>
        <source>{0} is no time; give one such as 2026-07-16T09:00.</source>
        <translation>{0} 不是时间；请按 2026-07-16T09:00 填写。</translation>
    </message>
    <message>
        <location filename="../forms/move_dialog.ui" line="6"/>
        <source>Move on</source>
        <translation>办理</translation>
    </message>
    <message>
        <location filename="../forms/move_dialog.ui" line="17"/>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <location filename="../forms/move_dialog.ui" line="19"/>
        <source>When it happened</source>
        <translation>发生时间</translation>
    </message>
    <message>
        <location filename="../forms/move_dialog.ui" line="20"/>
        <source>just now, or such as 2026-07-16T09:00</source>
        <translation>此刻；或填 2026-07-16T09:00</translation>
    </message>
    <message>
        <location filename="../forms/move_dialog.ui" line="21"/>
        <source>Why it is told late</source>
        <translation>补录原因</translation>
    </message>
</context>
<context>
    <name>MovePanel</name>
    <message>
        <location filename="../../twowei/desktop/review/move_panel.py" line="36"/>
        <source>Move on</source>
        <translation>办理</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/move_panel.py" line="37"/>
        <source>What can be done with this patch now</source>
        <translation>该图斑当前可办理的事项</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/move_panel.py" line="70"/>
        <source>No further step from this state</source>
        <translation>此状态没有后续办理事项</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/move_panel.py" line="75"/>
        <source>Show the legal procedure</source>
        <translation>显示法律程序</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/move_panel.py" line="132"/>
        <source>{0}: {1}.</source>
        <translation>{0}：{1}。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/move_panel.py" line="86"/>
        <source>Record a demolition…</source>
        <translation>登记拆除…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/move_panel.py" line="86"/>
        <source>Write a paper down…</source>
        <translation>登记文书送达…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/move_panel.py" line="86"/>
        <source>More time, return…</source>
        <translation>延期与退回…</translation>
    </message>
</context>
<context>
    <name>NewWorkspaceDialog</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/new_workspace_dialog.py" line="132"/>
        <source>Create</source>
        <translation>新建</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/new_workspace_dialog.py" line="145"/>
        <source>{0} exists already; choose another name.</source>
        <translation>{0} 已存在，请换个名称。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/new_workspace_dialog.py" line="158"/>
        <source>There is no file {0}.</source>
        <translation>没有文件 {0}。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/new_workspace_dialog.py" line="163"/>
        <source>Makes the folder {0}</source>
        <translation>将新建文件夹 {0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/new_workspace_dialog.py" line="235"/>
        <source>Where the workspace lies</source>
        <translation>工作区位置</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="25"/>
        <source>Zones</source>
        <translation>行政区划</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/new_workspace_dialog.py" line="241"/>
        <source>File of zones</source>
        <translation>行政区划文件</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="6"/>
        <source>New workspace</source>
        <translation>新建工作区</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="18"/>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="18"/>
        <source>Such as 海沧区 2026-06</source>
        <translation>例如：海沧区 2026-06</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="19"/>
        <source>In folder</source>
        <translation>所在文件夹</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="25"/>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="24"/>
        <source>CRS</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="24"/>
        <source>Empty: the first imagery decides. Such as EPSG:4548</source>
        <translation>留空则由首批影像决定，例如 EPSG:4548</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="25"/>
        <source>Optional: streets and communities</source>
        <translation>可选：街道和社区</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/new_workspace_dialog.py" line="156"/>
        <source>{0} is no known CRS; write one such as EPSG:4548.</source>
        <translation>{0} 不是已知的坐标系，请写成 EPSG:4548 这样。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/new_workspace_dialog.py" line="108"/>
        <source>Reading the headers…</source>
        <translation>正在读取文件头…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/new_workspace_dialog.py" line="127"/>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/new_workspace_dialog.py" line="127"/>
        <source>CRS and zones</source>
        <translation>坐标系和区划</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/new_workspace_dialog.py" line="127"/>
        <source>Imagery</source>
        <translation>影像</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/new_workspace_dialog.py" line="127"/>
        <source>Detection</source>
        <translation>检测</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="43"/>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/new_workspace_dialog.py" line="149"/>
        <source>The month before must be older than the month after.</source>
        <translation>前期必须早于后期。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/new_workspace_dialog.py" line="163"/>
        <source>Give it a name.</source>
        <translation>请填写名称。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/new_workspace_dialog.py" line="177"/>
        <source>No imagery so far: add it in the step before, or drop it on the window later.</source>
        <translation>还没有影像：在上一步添加，或建好后拖到窗口上。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/new_workspace_dialog.py" line="187"/>
        <source>Cannot be used as they are; add them later with Add imagery, which asks what lacks: {0}</source>
        <translation>以下文件不能直接使用，建好后用“添加影像”补充缺失的信息：{0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/new_workspace_dialog.py" line="224"/>
        <source>Folder of imagery</source>
        <translation>影像文件夹</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/new_workspace_dialog.py" line="230"/>
        <source>Files of imagery</source>
        <translation>影像文件</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="16"/>
        <source>The workspace is the folder of this job: casebook, papers, exports. Imagery is not copied into it.</source>
        <translation>工作区是这项工作的文件夹：图斑库、档案、导出都在里面。影像不会复制进来。</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="22"/>
        <source>Both may stay empty. With a file of zones each patch gets its street and community, and its number its county.</source>
        <translation>两项都可以留空。有了行政区划文件，每个图斑会写明街道和社区，编号会带上区县代码。</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="28"/>
        <source>Add the imagery of two months, or of more. Months are read from the files and their folders. More can be added at any time.</source>
        <translation>添加两期或多期影像，月份从文件和文件夹自动读出。以后可以随时再加。</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="29"/>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="29"/>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="29"/>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="30"/>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="30"/>
        <source>Files</source>
        <translation>文件数</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="30"/>
        <source>Taken on</source>
        <translation>成像日期</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="30"/>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="34"/>
        <source>The machine only says suspected: you judge. This can be done later too, with other settings.</source>
        <translation>程序只提示疑似，由您判定。也可以以后再检测，或改用其他设置。</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="35"/>
        <source>Detect new buildings as soon as the imagery is added</source>
        <translation>影像添加后立即检测新增建筑</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="37"/>
        <source>Before</source>
        <translation>前期</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="38"/>
        <source>After</source>
        <translation>后期</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="43"/>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <location filename="../forms/new_workspace_dialog.ui" line="43"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/new_workspace_dialog.py" line="176"/>
        <source>One month so far: add a second one in the step before, or later, to compare the two.</source>
        <translation>目前只有一期影像：在上一步再加一期，或建好后再加，才能比对。</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <location filename="../../twowei/desktop/notes.py" line="39"/>
        <source>Seen from afar this imagery is only sampled: it has no overviews</source>
        <translation>影像没有金字塔，缩小时只能抽样显示</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/notes.py" line="50"/>
        <source>{0}: what is hatched cannot be read (Ctrl+F5 tries again)</source>
        <translation>{0}：斜线处无法读取（Ctrl+F5 重试）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/notes.py" line="53"/>
        <source>{0}: no imagery here</source>
        <translation>{0}：此处没有影像</translation>
    </message>
</context>
<context>
    <name>NumberButton</name>
    <message>
        <location filename="../../twowei/desktop/board/numbers.py" line="19"/>
        <source>Opens the list</source>
        <translation>打开清单</translation>
    </message>
</context>
<context>
    <name>Orders</name>
    <message>
        <location filename="../../twowei/desktop/orders.py" line="122"/>
        <source>Not finished when the window was closed last: {0}</source>
        <translation>上次关闭窗口时没有做完：{0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/orders.py" line="124"/>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>Outliner</name>
    <message>
        <location filename="../../twowei/desktop/review/outliner.py" line="66"/>
        <source>Choose an older and a newer month first; the patch lies between them.</source>
        <translation>请先选好前后两期影像，补画的图斑属于这两期之间。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/outliner.py" line="75"/>
        <source>Select the patches to merge in the list first, with Ctrl and the mouse.</source>
        <translation>请先在列表中按住 Ctrl 点选要合并的图斑。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/outliner.py" line="77"/>
        <source>Merged: {0}.</source>
        <translation>已合并：{0}。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/outliner.py" line="118"/>
        <source>Nobody said who draws: the outline is not stored.</source>
        <translation>没有填写作业人，轮廓未保存。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/outliner.py" line="127"/>
        <source>Split into {0}.</source>
        <translation>已切分为 {0}。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/outliner.py" line="133"/>
        <source>The outline of {0} is stored; Ctrl+Z takes it back.</source>
        <translation>{0} 的轮廓已保存；Ctrl+Z 可撤销。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/outliner.py" line="159"/>
        <source>Esc again drops what you drew; Enter keeps it.</source>
        <translation>再按一次 Esc 放弃所画内容；按 Enter 保存。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/outliner.py" line="193"/>
        <source>Nothing is drawn yet: click around the building, then Enter.</source>
        <translation>还没有画：请沿建筑点一圈，再按 Enter。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/outliner.py" line="194"/>
        <source>The outline crossed itself and was untangled; look at it, Enter keeps it.</source>
        <translation>轮廓自相交，已自动理顺；请看一下，按 Enter 保存。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/outliner.py" line="195"/>
        <source>The outline encloses nothing; undo the last step.</source>
        <translation>轮廓没有围住任何面积；请撤销上一步。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/outliner.py" line="196"/>
        <source>That takes more points; Esc drops the line.</source>
        <translation>点数不够；Esc 放弃这条线。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/outliner.py" line="197"/>
        <source>A triangle cannot lose a corner.</source>
        <translation>三角形不能再删点。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/outliner.py" line="198"/>
        <source>The line must cross the border twice.</source>
        <translation>这条线须两次穿过边界。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/outliner.py" line="199"/>
        <source>The line does not cut through; begin and end it outside.</source>
        <translation>这条线没有贯穿图斑；起点和终点须在图斑外。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/outliner.py" line="200"/>
        <source>Nothing would be left; draw the hole inside.</source>
        <translation>这样就什么都不剩了；请在图斑内画孔。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/outliner.py" line="201"/>
        <source>The points enclose nothing.</source>
        <translation>所点的点没有围成面。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/outliner.py" line="121"/>
        <source>Entered by hand: {0}; Ctrl+Z takes it back.</source>
        <translation>已人工补画：{0}；按 Ctrl+Z 撤销。</translation>
    </message>
</context>
<context>
    <name>PairBar</name>
    <message>
        <location filename="../../twowei/desktop/pair_bar.py" line="22"/>
        <source>Before</source>
        <translation>前期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/pair_bar.py" line="22"/>
        <source>After</source>
        <translation>后期</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <location filename="../../twowei/desktop/board/papers.py" line="108"/>
        <source>Report no. {0} is written, {1} overdue, {2} by which a street loses its month: {3}</source>
        <translation>第 {0} 期通报已生成；超期 {1} 处，一票否决 {2} 处：{3}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/papers.py" line="114"/>
        <source>Dossiers written: {0}; the last: {1}</source>
        <translation>已生成档案 {0} 份；最后一份：{1}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/papers.py" line="122"/>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>PapersPart</name>
    <message>
        <location filename="../../twowei/desktop/casework/papers_part.py" line="37"/>
        <source>Receipt as a file…</source>
        <translation>送达回证文件…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/papers_part.py" line="37"/>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/papers_part.py" line="38"/>
        <source>Write the paper down</source>
        <translation>登记文书</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/papers_part.py" line="52"/>
        <source>Paper</source>
        <translation>文书</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/papers_part.py" line="41"/>
        <source>Number</source>
        <translation>文号</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/papers_part.py" line="52"/>
        <source>Served on</source>
        <translation>送达日期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/papers_part.py" line="52"/>
        <source>Term until</source>
        <translation>期限至</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/papers_part.py" line="52"/>
        <source>Receipt</source>
        <translation>送达回证</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/papers_part.py" line="52"/>
        <source>Number *</source>
        <translation>文号 *</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/papers_part.py" line="87"/>
        <source>Give the paper&apos;s number.</source>
        <translation>请填写文号。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/papers_part.py" line="95"/>
        <source>Written down: {0} {1}.</source>
        <translation>已登记：{0} {1}。</translation>
    </message>
</context>
<context>
    <name>PatchList</name>
    <message>
        <location filename="../../twowei/desktop/review/patch_list.py" line="148"/>
        <source>All done</source>
        <translation>全部完成</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_list.py" line="142"/>
        <source>{0} left</source>
        <translation>剩余 {0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_list.py" line="258"/>
        <source>Undecided</source>
        <translation>未判</translation>
    </message>
    <message>
        <location filename="../forms/patch_list.ui" line="17"/>
        <source>Patches with a verdict, of all patches</source>
        <translation>已判图斑 / 全部图斑</translation>
    </message>
    <message>
        <location filename="../forms/patch_list.ui" line="34"/>
        <source>Search (Ctrl+F)</source>
        <translation>搜索（Ctrl+F）</translation>
    </message>
    <message>
        <location filename="../forms/patch_list.ui" line="39"/>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_list.py" line="146"/>
        <source>{0} an hour</source>
        <translation>{0} 个/时</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_list.py" line="147"/>
        <source>{0} h {1} min to go</source>
        <translation>还需 {0} 时 {1} 分</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_list.py" line="257"/>
        <source>All patches</source>
        <translation>全部图斑</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_list.py" line="259"/>
        <source>Overdue</source>
        <translation>已超期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_list.py" line="260"/>
        <source>Due in 3 days</source>
        <translation>3 天内到期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_list.py" line="261"/>
        <source>Second look</source>
        <translation>二次判定</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_list.py" line="262"/>
        <source>Verdicts that differ</source>
        <translation>结论分歧</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_list.py" line="320"/>
        <source>By priority</source>
        <translation>按优先级</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_list.py" line="320"/>
        <source>By deadline</source>
        <translation>按时限</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_list.py" line="320"/>
        <source>By size</source>
        <translation>按面积</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_list.py" line="320"/>
        <source>By score</source>
        <translation>按置信度</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_list.py" line="320"/>
        <source>Nearest next</source>
        <translation>就近</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_list.py" line="320"/>
        <source>By street</source>
        <translation>按街道</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_list.py" line="320"/>
        <source>By number</source>
        <translation>按编号</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_list.py" line="320"/>
        <source>By month</source>
        <translation>按月份</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_list.py" line="320"/>
        <source>By state</source>
        <translation>按状态</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_list.py" line="320"/>
        <source>By verdict</source>
        <translation>按结论</translation>
    </message>
    <message>
        <location filename="../forms/patch_list.ui" line="31"/>
        <source>View: which patches, in which order</source>
        <translation>视图：显示哪些图斑、按什么顺序</translation>
    </message>
    <message>
        <location filename="../forms/patch_list.ui" line="35"/>
        <source>Number, street, community, reason, note or name; simplified or traditional characters</source>
        <translation>编号、街道、社区、原因、备注或姓名；简体繁体均可</translation>
    </message>
    <message>
        <location filename="../forms/patch_list.ui" line="40"/>
        <source>Order of the list</source>
        <translation>列表顺序</translation>
    </message>
    <message>
        <location filename="../forms/patch_list.ui" line="44"/>
        <source>Patches in this list</source>
        <translation>本列表图斑数</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_list.py" line="155"/>
        <source>Second looks: {0} of {1} agree · κ {2} · {3} wait</source>
        <translation>二次判定：{1} 个中 {0} 个一致 · κ {2} · 待判 {3}</translation>
    </message>
    <message>
        <location filename="../forms/patch_list.ui" line="52"/>
        <source>κ: agreement beyond chance (Cohen), 1 is full</source>
        <translation>κ：扣除偶然后的一致程度（Cohen），1 为完全一致</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_list.py" line="320"/>
        <source>By all months together</source>
        <translation>按多期综合</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_list.py" line="84"/>
        <source>Own choice</source>
        <translation>自选</translation>
    </message>
</context>
<context>
    <name>PatchTable</name>
    <message>
        <location filename="../../twowei/desktop/review/patch_table.py" line="123"/>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_table.py" line="123"/>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_table.py" line="123"/>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_table.py" line="123"/>
        <source>Area ㎡</source>
        <translation>面积 ㎡</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_table.py" line="123"/>
        <source>亩</source>
        <translation>亩</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_table.py" line="123"/>
        <source>Score</source>
        <translation>置信度</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_table.py" line="123"/>
        <source>Street</source>
        <translation>街道</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_table.py" line="182"/>
        <source>Undecided</source>
        <translation>未判</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_table.py" line="198"/>
        <source>archived</source>
        <translation>已归档</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_table.py" line="123"/>
        <source>Due</source>
        <translation>时限</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_table.py" line="123"/>
        <source>Prio.</source>
        <translation>优先</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/patch_table.py" line="181"/>
        <source>Hidden</source>
        <translation>已隐藏</translation>
    </message>
</context>
<context>
    <name>PersonDialog</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/person_dialog.py" line="35"/>
        <source>What you decide stands in the history under your name, and your role is checked.</source>
        <translation>您的决定以本人姓名记入历史，并核对角色权限。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/person_dialog.py" line="35"/>
        <source>Your name, as it shall stand beside each verdict:</source>
        <translation>您的姓名（将与每条结论一同记录）：</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/person_dialog.py" line="54"/>
        <source>Choose who you are.</source>
        <translation>请选择您是谁。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/person_dialog.py" line="56"/>
        <source>The name is empty; type it: every verdict carries the name of who gave it.</source>
        <translation>姓名为空，请填写：每条结论都要记录判定人姓名。</translation>
    </message>
    <message>
        <location filename="../forms/person_dialog.ui" line="6"/>
        <source>Who works here?</source>
        <translation>您是谁？</translation>
    </message>
</context>
<context>
    <name>PhotoViewer</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/photo_viewer.py" line="54"/>
        <source>looking {0}°</source>
        <translation>方位角 {0}°</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/photo_viewer.py" line="55"/>
        <source>{0} m from the patch</source>
        <translation>距图斑 {0} m</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/photo_viewer.py" line="63"/>
        <source>This photo cannot be read.</source>
        <translation>这张照片无法读取。</translation>
    </message>
</context>
<context>
    <name>PlanningWindow</name>
    <message>
        <location filename="../../twowei/desktop/planning/planning_window.py" line="40"/>
        <source>Planning</source>
        <translation>拆除计划</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/planning_window.py" line="40"/>
        <source>D draws · Shift+drag a box · F5 anew · Esc closes</source>
        <translation>D 圈选 · Shift+拖动框选 · F5 刷新 · Esc 关闭</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/planning_window.py" line="44"/>
        <source>Imagery beneath</source>
        <translation>影像底图</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/planning_window.py" line="45"/>
        <source>Open the file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/planning_window.py" line="99"/>
        <source>Cases</source>
        <translation>待拆案件</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/planning_window.py" line="99"/>
        <source>Campaigns</source>
        <translation>专班</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/planning_window.py" line="99"/>
        <source>Squads</source>
        <translation>队伍</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/planning_window.py" line="99"/>
        <source>Days</source>
        <translation>每日路线</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/planning_window.py" line="99"/>
        <source>Wall map</source>
        <translation>挂图</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/planning_window.py" line="164"/>
        <source>Click around the cases; Enter, a double click or the right button ends, Esc drops it.</source>
        <translation>在图上依次点击圈出范围；回车、双击或右键结束，Esc 取消。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/planning_window.py" line="177"/>
        <source>The ground is drawn; {0} cases lie in it. Keep the campaign.</source>
        <translation>范围已画好，其中有 {0} 宗案件；请保存专班。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/planning_window.py" line="180"/>
        <source>{0} cases lie in the area; they are selected.</source>
        <translation>范围内有 {0} 宗案件，已选中。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/planning_window.py" line="188"/>
        <source>{0} of {1} selected in the list may be assigned.</source>
        <translation>列表所选 {1} 宗中，{0} 宗可分派。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/planning_window.py" line="227"/>
        <source>There is no imagery of this place.</source>
        <translation>此处没有影像。</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/problems.py" line="24"/>
        <source>The coordinates lie outside the CRS: ask the supplier for the right one.</source>
        <translation>坐标超出坐标系范围：请向供图方索取正确的坐标系。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/problems.py" line="25"/>
        <source>Red, green and blue are needed: ask the supplier for the colour product.</source>
        <translation>需要红、绿、蓝三个波段：请向供图方索取彩色产品。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/problems.py" line="28"/>
        <source>Palette colours: expand them with gdal_translate -expand rgb.</source>
        <translation>调色板影像：请用 gdal_translate -expand rgb 展开。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/problems.py" line="29"/>
        <source>Damaged or cut off: fetch the file again.</source>
        <translation>文件损坏或不完整：请重新获取。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/problems.py" line="40"/>
        <source>The day is neither in the tags nor in the name: enter it below.</source>
        <translation>标签和文件名中都没有日期：请在下方填写。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/problems.py" line="37"/>
        <source>No overviews, so it shows slowly when zoomed out: twowei overviews builds them.</source>
        <translation>没有金字塔，缩小时显示较慢：可用 twowei overviews 建立。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/problems.py" line="19"/>
        <source>No CRS: choose the right one below.</source>
        <translation>没有坐标系：请在下方选择正确的坐标系。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/problems.py" line="31"/>
        <source>A black border counts as imagery: if it is none, choose “No imagery where 0” below.</source>
        <translation>黑边会被当作影像：如果不是影像，请在下方“无影像值”选 0。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/problems.py" line="34"/>
        <source>A white border counts as imagery: if it is none, give its value at “No imagery where” below.</source>
        <translation>白边会被当作影像：如果不是影像，请在下方“无影像值”填写其数值。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/problems.py" line="30"/>
        <source>No imagery in it: every pixel is missing or black.</source>
        <translation>没有影像：所有像素均为无数据或黑色。</translation>
    </message>
</context>
<context>
    <name>ProofFields</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/proof_fields.py" line="37"/>
        <source>Today</source>
        <translation>今天</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <location filename="../../twowei/desktop/questions.py" line="23"/>
        <source>Open workspace</source>
        <translation>打开工作区</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/questions.py" line="45"/>
        <source>Folder for the sample</source>
        <translation>示例存放位置</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/questions.py" line="62"/>
        <source>Imagery</source>
        <translation>影像</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/questions.py" line="63"/>
        <source>Add imagery</source>
        <translation>添加影像</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/questions.py" line="86"/>
        <source>Close twowei</source>
        <translation>关闭两违</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/questions.py" line="68"/>
        <source>Save the map as a picture</source>
        <translation>地图另存为图片</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/questions.py" line="68"/>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/questions.py" line="74"/>
        <source>Add a folder of imagery</source>
        <translation>添加影像文件夹</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/questions.py" line="82"/>
        <source>Jobs still run. Stop them and close? What is finished is kept; they can go on when the workspace is opened next.</source>
        <translation>还有任务在运行。停止并关闭？已完成的部分保留，下次打开工作区时可以继续。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/questions.py" line="78"/>
        <source>The folder in which the imagery lies now</source>
        <translation>影像现在所在的文件夹</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/questions.py" line="27"/>
        <source>{0} is not there. Was it moved or renamed, or is its disk not connected? Nothing is deleted when it is taken off the list.</source>
        <translation>{0} 不在原处。是搬走或改名了，还是硬盘没有接上？从列表移除不会删除任何文件。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/questions.py" line="31"/>
        <source>Workspace not found</source>
        <translation>找不到工作区</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/questions.py" line="35"/>
        <source>Where it is now…</source>
        <translation>指明现在的位置…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/questions.py" line="36"/>
        <source>Take off the list</source>
        <translation>从列表移除</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/questions.py" line="37"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/questions.py" line="40"/>
        <source>The folder of the workspace now</source>
        <translation>工作区现在的文件夹</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <location filename="../../twowei/desktop/menus.py" line="114"/>
        <source>Recent workspaces</source>
        <translation>最近的工作区</translation>
    </message>
</context>
<context>
    <name>RecheckPanel</name>
    <message>
        <location filename="../../twowei/desktop/board/recheck_panel.py" line="47"/>
        <source>Note, or why the case is closed</source>
        <translation>备注（销号时写销号原因）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_panel.py" line="48"/>
        <source>Confirm what the imagery shows  (Enter)</source>
        <translation>确认影像提示（回车）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_panel.py" line="51"/>
        <source>1 Gone</source>
        <translation>1 已拆除</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_panel.py" line="52"/>
        <source>2 Still there</source>
        <translation>2 未拆除</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_panel.py" line="53"/>
        <source>3 Rebuilt</source>
        <translation>3 复建</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_panel.py" line="55"/>
        <source>Dossier…</source>
        <translation>档案…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_panel.py" line="56"/>
        <source>Close the case</source>
        <translation>销号</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_panel.py" line="57"/>
        <source>To the window</source>
        <translation>到主窗口</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_panel.py" line="64"/>
        <source>Nothing to look at</source>
        <translation>没有待复核的图斑</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_panel.py" line="86"/>
        <source>no imagery</source>
        <translation>无影像</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_panel.py" line="92"/>
        <source>Before the case can be closed:</source>
        <translation>销号前须具备：</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_panel.py" line="100"/>
        <source>{0}: visible {1}, gone {2}, new {3}; the imagery looks {4}.</source>
        <translation>{0}：可见 {1}，消失 {2}，新增 {3}；影像{4}。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_panel.py" line="105"/>
        <source>Imagery and model disagree: look at the pictures.</source>
        <translation>影像与模型不一致，请看图判断。</translation>
    </message>
</context>
<context>
    <name>RecheckWindow</name>
    <message>
        <location filename="../../twowei/desktop/board/recheck_window.py" line="43"/>
        <source>Re-check queue</source>
        <translation>复核队列</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_window.py" line="43"/>
        <source>Enter confirms · 1 gone 2 still there 3 rebuilt · F5 anew · Esc closes</source>
        <translation>回车 确认影像提示 · 1 已拆除 2 未拆除 3 复建 · F5 刷新 · Esc 关闭</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_window.py" line="98"/>
        <source>No imagery proposes anything here: press 1, 2 or 3 for what was seen on the spot.</source>
        <translation>此处无影像提示：按 1、2、3 记录现场所见。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_window.py" line="109"/>
        <source>This line is about imagery: Enter takes it as seen, or move it on in the window.</source>
        <translation>此行为影像提示：回车确认，或到主窗口办理。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_window.py" line="122"/>
        <source>Write into the note why the case is closed.</source>
        <translation>请在备注中写明销号原因。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_window.py" line="125"/>
        <source>closed</source>
        <translation>销号</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_window.py" line="139"/>
        <source>{0}: {1}, now {2}.</source>
        <translation>{0}：{1}，现为{2}。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_window.py" line="161"/>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_window.py" line="164"/>
        <source>Looks that are due</source>
        <translation>到期复查</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_window.py" line="165"/>
        <source>due now</source>
        <translation>已到期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_window.py" line="165"/>
        <source>within 7 days</source>
        <translation>7 天内</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_window.py" line="165"/>
        <source>within 30 days</source>
        <translation>30 天内</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_window.py" line="168"/>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_window.py" line="168"/>
        <source>Looks</source>
        <translation>复查</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_window.py" line="182"/>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_window.py" line="182"/>
        <source>Street</source>
        <translation>街道</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_window.py" line="182"/>
        <source>Place</source>
        <translation>地址</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_window.py" line="182"/>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_window.py" line="182"/>
        <source>Asks</source>
        <translation>提示</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_window.py" line="183"/>
        <source>Imagery</source>
        <translation>影像</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_window.py" line="183"/>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_window.py" line="183"/>
        <source>Left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/recheck_window.py" line="192"/>
        <source>{0} shown · {1} proposed by imagery · {2} looks due</source>
        <translation>显示 {0} · 影像提示 {1} · 到期复查 {2}</translation>
    </message>
</context>
<context>
    <name>ReconcileDialog</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/reconcile_dialog.py" line="63"/>
        <source>All suppliers</source>
        <translation>全部单位</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/reconcile_dialog.py" line="87"/>
        <source>Table</source>
        <translation>对账表</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/reconcile_dialog.py" line="88"/>
        <source>Map layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/reconcile_dialog.py" line="96"/>
        <source>No patches yet: detect, or import a delivery.</source>
        <translation>还没有图斑：请先检测或导入供图。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/reconcile_dialog.py" line="98"/>
        <source>Reconciling…</source>
        <translation>正在对账…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/reconcile_dialog.py" line="121"/>
        <source>Everything ({0})</source>
        <translation>全部（{0}）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/reconcile_dialog.py" line="135"/>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/reconcile_dialog.py" line="135"/>
        <source>Sites</source>
        <translation>点位</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/reconcile_dialog.py" line="135"/>
        <source>Illegal</source>
        <translation>违法</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/reconcile_dialog.py" line="135"/>
        <source>Lawful</source>
        <translation>合法/设施农</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/reconcile_dialog.py" line="135"/>
        <source>False</source>
        <translation>伪变化</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/reconcile_dialog.py" line="135"/>
        <source>Not judged</source>
        <translation>未核查</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/reconcile_dialog.py" line="135"/>
        <source>Real changes (95 %)</source>
        <translation>查准率C 真变化（95%）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/reconcile_dialog.py" line="135"/>
        <source>Illegal of judged (95 %)</source>
        <translation>查准率V 违法（95%）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/reconcile_dialog.py" line="135"/>
        <source>Found alone</source>
        <translation>独有</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/reconcile_dialog.py" line="135"/>
        <source>of these real</source>
        <translation>其中真变化</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/reconcile_dialog.py" line="135"/>
        <source>of these illegal</source>
        <translation>其中违法</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/reconcile_dialog.py" line="159"/>
        <source>Sites: {0}. A row chosen here is shown in the window.</source>
        <translation>点位 {0} 处。选中一行即在主窗口定位该图斑。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/reconcile_dialog.py" line="198"/>
        <source>Written: {0}</source>
        <translation>已保存：{0}</translation>
    </message>
    <message>
        <location filename="../forms/reconcile_dialog.ui" line="6"/>
        <source>Reconcile</source>
        <translation>图斑对账</translation>
    </message>
    <message>
        <location filename="../forms/reconcile_dialog.ui" line="14"/>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <location filename="../forms/reconcile_dialog.ui" line="23"/>
        <source>Supplier</source>
        <translation>供图单位</translation>
    </message>
    <message>
        <location filename="../forms/reconcile_dialog.ui" line="18"/>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <location filename="../forms/reconcile_dialog.ui" line="23"/>
        <source>Claimed by</source>
        <translation>对账结果</translation>
    </message>
    <message>
        <location filename="../forms/reconcile_dialog.ui" line="23"/>
        <source>Patch</source>
        <translation>统一编号</translation>
    </message>
    <message>
        <location filename="../forms/reconcile_dialog.ui" line="23"/>
        <source>Supplier&apos;s number</source>
        <translation>监测编号（供图编号）</translation>
    </message>
    <message>
        <location filename="../forms/reconcile_dialog.ui" line="23"/>
        <source>Street</source>
        <translation>街道</translation>
    </message>
    <message>
        <location filename="../forms/reconcile_dialog.ui" line="23"/>
        <source>Theirs ㎡</source>
        <translation>供图 ㎡</translation>
    </message>
    <message>
        <location filename="../forms/reconcile_dialog.ui" line="23"/>
        <source>Ours ㎡</source>
        <translation>本方 ㎡</translation>
    </message>
    <message>
        <location filename="../forms/reconcile_dialog.ui" line="23"/>
        <source>Overlap</source>
        <translation>重合度</translation>
    </message>
    <message>
        <location filename="../forms/reconcile_dialog.ui" line="23"/>
        <source>Verdict</source>
        <translation>核查结论</translation>
    </message>
    <message>
        <location filename="../forms/reconcile_dialog.ui" line="26"/>
        <source>Save table…</source>
        <translation>保存对账表…</translation>
    </message>
    <message>
        <location filename="../forms/reconcile_dialog.ui" line="27"/>
        <source>Save map layer…</source>
        <translation>保存图层…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/reconcile_dialog.py" line="123"/>
        <source>{0} ({1})</source>
        <translation>{0}（{1}）</translation>
    </message>
</context>
<context>
    <name>Remaining</name>
    <message>
        <location filename="../../twowei/desktop/review/remaining.py" line="20"/>
        <source>{0} d</source>
        <translation>{0} 天</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/remaining.py" line="22"/>
        <source>{0} h</source>
        <translation>{0} 小时</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/remaining.py" line="24"/>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/remaining.py" line="25"/>
        <source>{0} late</source>
        <translation>超 {0}</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/report_dialog.py" line="35"/>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/report_dialog.py" line="35"/>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/report_dialog.py" line="51"/>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/report_dialog.py" line="55"/>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/report_dialog.py" line="61"/>
        <source>{0} cannot be written ({1}); choose another folder.</source>
        <translation>{0} 无法写入（{1}）；请另选文件夹。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/report_dialog.py" line="63"/>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
</context>
<context>
    <name>RequestsPart</name>
    <message>
        <location filename="../../twowei/desktop/casework/requests_part.py" line="37"/>
        <source>Ask for more time</source>
        <translation>申请延期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/requests_part.py" line="38"/>
        <source>Grant it</source>
        <translation>准予延期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/requests_part.py" line="38"/>
        <source>Refuse it</source>
        <translation>不予延期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/requests_part.py" line="39"/>
        <source>Give it back</source>
        <translation>退回</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/requests_part.py" line="41"/>
        <source>More time</source>
        <translation>延期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/requests_part.py" line="41"/>
        <source>Until</source>
        <translation>延期至</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/requests_part.py" line="48"/>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/requests_part.py" line="48"/>
        <source>Return</source>
        <translation>退回</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/requests_part.py" line="62"/>
        <source>Now due: {0}</source>
        <translation>当前时限：{0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/requests_part.py" line="64"/>
        <source>extended to {0} ({1})</source>
        <translation>已延期至 {0}（{1}）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/requests_part.py" line="66"/>
        <source>{0} asks for {1}: {2}; somebody else answers.</source>
        <translation>{0} 申请延期至 {1}：{2}；须由他人答复。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/requests_part.py" line="68"/>
        <source>No deadline runs.</source>
        <translation>当前没有时限。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/requests_part.py" line="72"/>
        <source>Asked for: {0}</source>
        <translation>已申请：{0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/requests_part.py" line="72"/>
        <source>Nothing was asked for.</source>
        <translation>没有申请。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/requests_part.py" line="81"/>
        <source>Give the day until which more time is needed.</source>
        <translation>请填写申请延期至的日期。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/requests_part.py" line="83"/>
        <source>Asked for more time until {0}.</source>
        <translation>已申请延期至 {0}。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/requests_part.py" line="88"/>
        <source>Granted until {0}.</source>
        <translation>准予延期至 {0}。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/requests_part.py" line="92"/>
        <source>Refused.</source>
        <translation>不予延期。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/requests_part.py" line="97"/>
        <source>The return is noted; it stands at {0}.</source>
        <translation>退回已登记；当前状态：{0}。</translation>
    </message>
</context>
<context>
    <name>ReturnDialog</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_dialog.py" line="74"/>
        <source>Take what is ticked</source>
        <translation>取入勾选项</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_dialog.py" line="105"/>
        <source>Taken: {0} photos, {1} cells of tables.</source>
        <translation>已取入：照片 {0} 张，表格 {1} 格。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_dialog.py" line="130"/>
        <source>Tables and packed returns</source>
        <translation>表格与回传压缩包</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_dialog.py" line="153"/>
        <source>Looking into the files…</source>
        <translation>正在读取文件…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_dialog.py" line="174"/>
        <source>Cannot be used ({0})</source>
        <translation>无法使用（{0}）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_dialog.py" line="183"/>
        <source>{0}: {1} differences in {2} rows</source>
        <translation>{0}：{2} 行，{1} 处不同</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_dialog.py" line="184"/>
        <source>no differences</source>
        <translation>没有不同</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_dialog.py" line="188"/>
        <source>Photos ({0})</source>
        <translation>照片（{0}）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_dialog.py" line="195"/>
        <source>Visited by track ({0}), noted when something is taken</source>
        <translation>轨迹到访（{0}），取入时一并记录</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_dialog.py" line="197"/>
        <source>Out in the field, but no track came near ({0})</source>
        <translation>外业中但轨迹未到（{0}）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_dialog.py" line="226"/>
        <source>{0} of {1} ticked. Conflicts are not ticked by themselves: ticked, what came back holds.</source>
        <translation>已勾选 {0} / {1}。冲突不会自动勾选；勾选即以回传为准。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_dialog.py" line="227"/>
        <source>Nothing here is to be taken.</source>
        <translation>没有可取入的内容。</translation>
    </message>
    <message>
        <location filename="../forms/return_dialog.ui" line="6"/>
        <source>Take in what came back</source>
        <translation>回传与回填</translation>
    </message>
    <message>
        <location filename="../forms/return_dialog.ui" line="14"/>
        <source>Filled ledger, or what a squad brought back</source>
        <translation>填好的台账，或外业回传</translation>
    </message>
    <message>
        <location filename="../forms/return_dialog.ui" line="15"/>
        <source>.xlsx, .csv, .json, .zip, or a folder with photos, tracks and sheets</source>
        <translation>.xlsx、.csv、.json、.zip，或含照片、轨迹、回填表的文件夹</translation>
    </message>
    <message>
        <location filename="../forms/return_dialog.ui" line="16"/>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <location filename="../forms/return_dialog.ui" line="17"/>
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <location filename="../forms/return_dialog.ui" line="20"/>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <location filename="../forms/return_dialog.ui" line="20"/>
        <source>Patch</source>
        <translation>图斑</translation>
    </message>
    <message>
        <location filename="../forms/return_dialog.ui" line="20"/>
        <source>In the casebook</source>
        <translation>库中</translation>
    </message>
    <message>
        <location filename="../forms/return_dialog.ui" line="20"/>
        <source>Brought back</source>
        <translation>回传</translation>
    </message>
    <message>
        <location filename="../forms/return_dialog.ui" line="20"/>
        <source>Remark</source>
        <translation>说明</translation>
    </message>
</context>
<context>
    <name>Returns</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_texts.py" line="26"/>
        <source>Changed here since the table was made.</source>
        <translation>表格导出后库中已改。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_texts.py" line="27"/>
        <source>This number was not in the table as it was handed out.</source>
        <translation>导出的表中没有这个编号，请核对。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_texts.py" line="28"/>
        <source>This column is only shown; the change is not taken.</source>
        <translation>此列仅供查看，改动不取入。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_texts.py" line="33"/>
        <source>The cell holds an error of the spreadsheet.</source>
        <translation>单元格是公式错误值。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_texts.py" line="34"/>
        <source>There is no such patch.</source>
        <translation>没有这个图斑。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_texts.py" line="35"/>
        <source>Row {0} is of this patch too.</source>
        <translation>第 {0} 行也是这个图斑。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_texts.py" line="36"/>
        <source>A verdict needs its reason.</source>
        <translation>改结论须填违法类型（原因）。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_texts.py" line="37"/>
        <source>Attached already.</source>
        <translation>已附上。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_texts.py" line="38"/>
        <source>Without a position.</source>
        <translation>没有定位。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_texts.py" line="39"/>
        <source>Neither position nor number: name the file after its patch.</source>
        <translation>既无定位也无编号：请以图斑编号命名。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_texts.py" line="43"/>
        <source>The same photo is evidence of {0}.</source>
        <translation>同一照片已是 {0} 的证据。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_texts.py" line="44"/>
        <source>No patch within {0} m.</source>
        <translation>{0} 米内没有图斑。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_texts.py" line="45"/>
        <source>Named after {0}, but taken {1} m away.</source>
        <translation>名为 {0}，却在 {1} 米外拍摄。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_texts.py" line="49"/>
        <source>{0} or {1}, both as near: put it in a folder named after its patch.</source>
        <translation>{0} 或 {1}，远近相当：请放入以编号命名的文件夹。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_texts.py" line="53"/>
        <source>Taken before the imagery of {0}.</source>
        <translation>早于影像 {0} 拍摄。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_texts.py" line="54"/>
        <source>Cannot be opened as a picture; copy it again.</source>
        <translation>无法作为图片打开，请重新拷贝。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_texts.py" line="55"/>
        <source>{0}: convert it to JPEG; {1} is not read.</source>
        <translation>{0}：请转为 JPEG，不支持 {1}。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/return_texts.py" line="29"/>
        <source>A state is not taken from a file: move the patch with its proofs.</source>
        <translation>状态不从文件取入：请凭要件办理。</translation>
    </message>
</context>
<context>
    <name>Reviewing</name>
    <message>
        <location filename="../../twowei/desktop/reviewing.py" line="150"/>
        <source>This workspace is open in another window too (process {0} on {1}); what is decided there shows here within seconds, and nothing is overwritten.</source>
        <translation>这个工作区也在另一个窗口中打开（{1} 上的进程 {0}）；那边的结论几秒内会显示在这里，不会互相覆盖。</translation>
    </message>
</context>
<context>
    <name>SavedViews</name>
    <message>
        <location filename="../../twowei/desktop/review/saved_views.py" line="47"/>
        <source>Save the view</source>
        <translation>保存视图</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/saved_views.py" line="47"/>
        <source>Name of this filter and order:</source>
        <translation>给这组筛选和顺序起个名字：</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="22"/>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="23"/>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="24"/>
        <source>Size of everything (from the next start)</source>
        <translation>界面缩放（下次启动生效）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="25"/>
        <source>Who works here</source>
        <translation>核查人</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="26"/>
        <source>Encoding of shapefiles</source>
        <translation>Shapefile 编码</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="27"/>
        <source>How two months are compared</source>
        <translation>两期对比方式</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="28"/>
        <source>Line of the swipe</source>
        <translation>卷帘方向</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="29"/>
        <source>Steps of the life cycle</source>
        <translation>流转步骤</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="31"/>
        <source>Contrast of the imagery</source>
        <translation>影像拉伸</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="42"/>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="43"/>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="47"/>
        <source>Swipe</source>
        <translation>卷帘</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="48"/>
        <source>Side by side</source>
        <translation>并排</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="49"/>
        <source>Flicker</source>
        <translation>闪烁</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="50"/>
        <source>Fade</source>
        <translation>渐变</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="51"/>
        <source>Before only</source>
        <translation>只看前期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="52"/>
        <source>After only</source>
        <translation>只看后期</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="53"/>
        <source>Upright</source>
        <translation>左右</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="54"/>
        <source>Level</source>
        <translation>上下</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="55"/>
        <source>Without the legal procedure</source>
        <translation>不含法律程序</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="56"/>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="65"/>
        <source>As it is</source>
        <translation>原样</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="66"/>
        <source>Each month by itself</source>
        <translation>各期单独拉伸</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="67"/>
        <source>Both months alike</source>
        <translation>两期统一拉伸</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="33"/>
        <source>Basemap from the network</source>
        <translation>在线底图</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="34"/>
        <source>Address of its tiles (empty: 天地图)</source>
        <translation>底图瓦片地址（空为天地图）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="35"/>
        <source>Key of the basemap</source>
        <translation>底图密钥</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="63"/>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="64"/>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="30"/>
        <source>List in its own window</source>
        <translation>列表单独成窗</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="32"/>
        <source>What computes on a processor</source>
        <translation>处理器上的推理引擎</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="59"/>
        <source>The fastest installed</source>
        <translation>已安装中最快的</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="82"/>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="84"/>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/settings_dialog.py" line="104"/>
        <source>Kept in</source>
        <translation>保存位置</translation>
    </message>
</context>
<context>
    <name>SideWindow</name>
    <message>
        <location filename="../../twowei/desktop/board/side_window.py" line="183"/>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/side_window.py" line="131"/>
        <source>{0}: no patches behind this number.</source>
        <translation>{0}：此数没有对应的图斑。</translation>
    </message>
</context>
<context>
    <name>SquadsPart</name>
    <message>
        <location filename="../../twowei/desktop/planning/squads_part.py" line="24"/>
        <source>excavators, lorries, ladders …</source>
        <translation>挖掘机、货车、登高梯等</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/squads_part.py" line="27"/>
        <source>Keep the squad</source>
        <translation>保存队伍</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/squads_part.py" line="29"/>
        <source>Name *</source>
        <translation>名称 *</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/squads_part.py" line="45"/>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/squads_part.py" line="45"/>
        <source>Equipment</source>
        <translation>装备</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/squads_part.py" line="45"/>
        <source>Reaches</source>
        <translation>可达</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/squads_part.py" line="45"/>
        <source>Squad</source>
        <translation>队伍</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/squads_part.py" line="45"/>
        <source>Cases</source>
        <translation>待拆案件</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/squads_part.py" line="63"/>
        <source>Give the squad a name.</source>
        <translation>请填写队伍名称。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/squads_part.py" line="65"/>
        <source>The squad {0} is kept.</source>
        <translation>队伍 {0} 已保存。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/squads_part.py" line="83"/>
        <source>any road</source>
        <translation>一般道路</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/squads_part.py" line="83"/>
        <source>narrow lanes</source>
        <translation>窄巷</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/squads_part.py" line="83"/>
        <source>places on foot</source>
        <translation>步行可达</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <location filename="../forms/start_page.ui" line="20"/>
        <source>twowei</source>
        <translation>两违</translation>
    </message>
    <message>
        <location filename="../forms/start_page.ui" line="26"/>
        <source>Compare two months, judge each suspected new building, archive and export.</source>
        <translation>比对两个月的影像，逐个判定疑似新增建筑，归档并导出。</translation>
    </message>
    <message>
        <location filename="../forms/start_page.ui" line="40"/>
        <source>Open workspace</source>
        <translation>打开工作区</translation>
    </message>
    <message>
        <location filename="../forms/start_page.ui" line="46"/>
        <source>New workspace</source>
        <translation>新建工作区</translation>
    </message>
    <message>
        <location filename="../forms/start_page.ui" line="52"/>
        <source>Try the sample</source>
        <translation>试用示例</translation>
    </message>
    <message>
        <location filename="../forms/start_page.ui" line="60"/>
        <source>A workspace is the folder of one job: its casebook, its months of imagery (which stay where they lie) and its files. New here? The sample is an invented district with two months to compare.</source>
        <translation>工作区是一项任务的文件夹，含案卷、各月影像的登记（影像留在原处）和相关文件。初次使用？示例是一个虚构的城区，带有两个月的影像。</translation>
    </message>
    <message>
        <location filename="../forms/start_page.ui" line="67"/>
        <source>Recent workspaces</source>
        <translation>最近的工作区</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/start_page.py" line="47"/>
        <source>not found: {0}</source>
        <translation>找不到：{0}</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <location filename="../../twowei/desktop/casework/pictures.py" line="50"/>
        <source>{0}° apart</source>
        <translation>相差 {0}°</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/pictures.py" line="64"/>
        <source>no bearing</source>
        <translation>无方位</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/casework/pictures.py" line="65"/>
        <source>bearing {0}°</source>
        <translation>方位 {0}°</translation>
    </message>
</context>
<context>
    <name>Tasks</name>
    <message>
        <location filename="../../twowei/desktop/tasks.py" line="251"/>
        <source>{0} is added.</source>
        <translation>{0} 已加入。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/tasks.py" line="261"/>
        <source>New patches: {0}; known already: {1}; {2} s.</source>
        <translation>新增图斑 {0} 个，已知 {1} 个，用时 {2} 秒。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/tasks.py" line="263"/>
        <source>No new patches ({0}); known already: {1}; {2} s.</source>
        <translation>没有新增图斑（{0}），已知 {1} 个，用时 {2} 秒。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/tasks.py" line="255"/>
        <source>Overviews were built for {0} files.</source>
        <translation>已为 {0} 个文件建立金字塔。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/tasks.py" line="161"/>
        <source>The picture is saved: {0}</source>
        <translation>图片已保存：{0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/tasks.py" line="244"/>
        <source>Exported: {0} patches to {1}</source>
        <translation>已导出 {0} 个图斑到 {1}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/tasks.py" line="248"/>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/tasks.py" line="184"/>
        <source>Found again: {0}</source>
        <translation>已找回：{0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/tasks.py" line="188"/>
        <source>{0} does not hold all files that are missing, such as {1}; choose another folder.</source>
        <translation>{0} 中没有全部缺失的文件（如 {1}）；请选择其他文件夹。</translation>
    </message>
</context>
<context>
    <name>Telling</name>
    <message>
        <location filename="../../twowei/desktop/dialogs/ingest_telling.py" line="50"/>
        <source>Name, to be remembered</source>
        <translation>名称（会记住）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/ingest_telling.py" line="57"/>
        <source>as marked</source>
        <translation>按文件标记</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/ingest_telling.py" line="53"/>
        <source>black</source>
        <translation>黑</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/dialogs/ingest_telling.py" line="53"/>
        <source>white</source>
        <translation>白</translation>
    </message>
</context>
<context>
    <name>Tile</name>
    <message>
        <location filename="../../twowei/desktop/board/tiles.py" line="61"/>
        <source>{0}, out of</source>
        <translation>{0}（分母）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/tiles.py" line="75"/>
        <source>×10⁴ ㎡</source>
        <translation>万㎡</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/tiles.py" line="76"/>
        <source>done of the target of {0}</source>
        <translation>{0} 年度目标完成情况</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/tiles.py" line="81"/>
        <source>month</source>
        <translation>环比</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/board/tiles.py" line="81"/>
        <source>year</source>
        <translation>同比</translation>
    </message>
</context>
<context>
    <name>Undoer</name>
    <message>
        <location filename="../../twowei/desktop/review/undoer.py" line="31"/>
        <source>There is nothing of yours to take back.</source>
        <translation>没有可撤销的操作。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/undoer.py" line="34"/>
        <source>{0}: the last step is taken back.</source>
        <translation>{0}：已撤销上一步。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/undoer.py" line="37"/>
        <source>The drawing of {0} is taken back; Ctrl+Y draws it again.</source>
        <translation>{0}：补画已撤销，按 Ctrl+Y 恢复。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/undoer.py" line="45"/>
        <source>There is nothing to do again.</source>
        <translation>没有可恢复的操作。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/undoer.py" line="48"/>
        <source>{0}: the step is done again.</source>
        <translation>{0}：已恢复该步。</translation>
    </message>
</context>
<context>
    <name>VerdictBar</name>
    <message>
        <location filename="../../twowei/desktop/review/verdict_bar.py" line="44"/>
        <source>Commit, next</source>
        <translation>提交，下一个</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/verdict_bar.py" line="144"/>
        <source>The key of a reason changes it, Enter commits, Esc or Backspace forgets.</source>
        <translation>按理由键可更换理由，Enter 提交，Esc 或 Backspace 放弃。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/verdict_bar.py" line="146"/>
        <source>1–5 gives the verdict, a second key the reason, Enter commits and goes to the next.</source>
        <translation>1–5 判定结论，再按一键选理由，Enter 提交并转到下一个。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/review/verdict_bar.py" line="147"/>
        <source>Decided. Enter goes to the next undecided patch; 1–5 changes the verdict.</source>
        <translation>已判定。Enter 转到下一个未判图斑；按 1–5 可改判。</translation>
    </message>
    <message>
        <location filename="../forms/verdict_bar.ui" line="19"/>
        <source>Note (N)</source>
        <translation>备注（N）</translation>
    </message>
    <message>
        <location filename="../forms/verdict_bar.ui" line="20"/>
        <source>Note on this patch; N jumps here, Enter commits, Esc returns to the map</source>
        <translation>本图斑的备注；按 N 到此处，Enter 提交，Esc 回到地图</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <location filename="../../twowei/desktop/viewer.py" line="200"/>
        <source>Click the points; double-click or Enter ends, Backspace takes one back, Esc leaves.</source>
        <translation>逐点单击；双击或回车结束，退格撤回一点，Esc 退出。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/viewer.py" line="90"/>
        <source>Brightness as delivered</source>
        <translation>亮度：原样</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/viewer.py" line="91"/>
        <source>Each month stretched</source>
        <translation>亮度：两期分别拉伸</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/viewer.py" line="92"/>
        <source>Both months alike</source>
        <translation>亮度：两期匹配一致</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/viewer.py" line="171"/>
        <source>{0} has no overviews; without them it is only sampled when seen from afar.</source>
        <translation>{0} 没有金字塔，缩小时只能抽样显示。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/viewer.py" line="172"/>
        <source>Build overviews</source>
        <translation>建立金字塔</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/viewer.py" line="179"/>
        <source>The imagery is read again.</source>
        <translation>正在重新读取影像。</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/viewer.py" line="175"/>
        <source>Where it is now…</source>
        <translation>指明现在的位置…</translation>
    </message>
</context>
<context>
    <name>WallPart</name>
    <message>
        <location filename="../../twowei/desktop/planning/wall_part.py" line="28"/>
        <source>The newest imagery beneath, dimmed</source>
        <translation>以最新影像为底图（淡化）</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/wall_part.py" line="33"/>
        <source>Write the wall map (PDF)…</source>
        <translation>生成挂图（PDF）…</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/wall_part.py" line="35"/>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/wall_part.py" line="35"/>
        <source>Paper</source>
        <translation>纸张</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/wall_part.py" line="35"/>
        <source>Shows</source>
        <translation>范围</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/wall_part.py" line="46"/>
        <source>the whole area</source>
        <translation>全区</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/wall_part.py" line="49"/>
        <source>Patches by state, street table, legend, date: {0}</source>
        <translation>按状态着色的图斑、街道统计表、图例、日期：{0}</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/wall_part.py" line="56"/>
        <source>Wall map</source>
        <translation>挂图</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/planning/wall_part.py" line="67"/>
        <source>The wall map is written: {0}</source>
        <translation>挂图已生成：{0}</translation>
    </message>
</context>
<context>
    <name>WhoWorks</name>
    <message>
        <location filename="../../twowei/desktop/who_works.py" line="33"/>
        <source>Who works here; press to change</source>
        <translation>当前人员；点击可切换</translation>
    </message>
    <message>
        <location filename="../../twowei/desktop/who_works.py" line="95"/>
        <source>Who works here?</source>
        <translation>您是谁？</translation>
    </message>
</context>
<context>
    <name>Windows</name>
    <message>
        <location filename="../../twowei/desktop/board/windows.py" line="144"/>
        <source>{0}: {1} patches are listed. “All patches” above the list shows all again.</source>
        <translation>{0}：清单中有 {1} 个图斑。选清单上方的“全部图斑”恢复全部。</translation>
    </message>
</context>
</TS>
